"""The words of the verslag itself, in the languages of a board."""

from dataclasses import dataclass
from typing import Final

from flapover.core.method import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the verslag says of its own accord; `{}` takes a number or a name."""

    report: str
    months: tuple[str, ...]
    round: str
    inbrenger: str
    rest: str
    answer: str
    aloud: str
    earlier: str
    only_you: str
    nothing: str
    someone: str


WORDS: Final[dict[Language, Words]] = {
    "nl": Words(
        report="Verslag",
        months=(
            *("januari", "februari", "maart", "april", "mei", "juni"),
            *("juli", "augustus", "september", "oktober", "november", "december"),
        ),
        round="Ronde {}",
        inbrenger="Inbrenger: {}",
        rest="Verder op de flap",
        answer="Antwoord",
        aloud="hardop beantwoord",
        earlier="Eerst",
        only_you="alleen voor jou",
        nothing="Op deze flap staat nog niets.",
        someone="iemand die weg is",
    ),
    "en": Words(
        report="Report",
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        round="Round {}",
        inbrenger="Case brought by {}",
        rest="Also on the flip-over",
        answer="Answer",
        aloud="answered aloud",
        earlier="First",
        only_you="only for you",
        nothing="Nothing has been written here yet.",
        someone="someone who left",
    ),
}
