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
    together: str
    dots: str
    """`{}` takes a number above one."""
    dot: str
    picked: str
    decimal: str
    mean: str
    """Takes the mean and how many numbers it is of."""
    columns: tuple[str, ...]
    """The heads of the table, one per cell of a row."""
    later: str
    there: str
    flaps: str
    keep: str
    none: str
    anonymous: str
    sources: str
    links: str
    and_: str
    worded: str
    """Takes the name of who put another's card in these words."""
    duo: str
    """Takes its number; so does `part`."""
    part: str


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
        together="met elkaar",
        dots="{} stippen",
        dot="1 stip",
        picked="hiermee verder",
        decimal=",",
        mean="gemiddeld {} ({} keer)",
        columns=(
            *("ronde", "methode", "inbrenger", "flap", "kolom", "soort", "tekst", "groep", "door"),
            *("verwoord door", "waardering", "antwoord", "eerder", "alleen voor jou"),
        ),
        later="Nu",
        there="Aan tafel",
        flaps="De flappen",
        keep="Bewaar het zorgvuldig: wat hier besproken is, blijft in de groep.",
        none="Er is nog geen ronde geweest.",
        anonymous="anoniem",
        sources="uit",
        links="verbonden met",
        and_="en",
        worded="verwoord door {}",
        duo="Duo {}",
        part="Groepje {}",
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
        together="together",
        dots="{} dots",
        dot="1 dot",
        picked="to go on with",
        decimal=".",
        mean="mean {} (of {})",
        columns=(
            *("round", "method", "case owner", "sheet", "column", "kind", "text", "group", "by"),
            *("worded by", "rating", "answer", "earlier", "only for you"),
        ),
        later="Now",
        there="At the table",
        flaps="The sheets",
        keep="Keep it with care: what was said here stays in the group.",
        none="There has been no round yet.",
        anonymous="anonymous",
        sources="from",
        links="linked with",
        and_="and",
        worded="worded by {}",
        duo="Pair {}",
        part="Group {}",
    ),
}
