"""How a mistake in a method file is told: where, what was found, and what is expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

At = tuple[str | int, ...]
"""A place in a file, as the keys and indexes that lead to it; empty is the file as a whole."""

LONGEST_QUOTE = 60
"""How much of what was found is repeated, in code points."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake and the line it is on, from 1; `at` is empty where no place can be named."""

    line: int
    at: At
    found: str
    expected: str

    def __str__(self) -> str:
        """Tell it behind the name of the file."""
        named = f"{place(self.at)}: " if self.at else ""
        return f"{self.line}: {named}found {self.found}, expected {self.expected}"


class BadMethod(ValueError):
    """Files that are no methods; `problems` says so in lines of `file:line: …`."""

    def __init__(self, problems: Sequence[str], mistakes: Sequence[Mistake] = ()) -> None:
        """Keep the lines, of which there is at least one, and when it is one file the mistakes."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. The place may be of what is absent; its line is that of what should hold it."""

    at: At
    found: str
    expected: str


def expected_one_of(at: At, found: str, options: Iterable[str], what: str = "") -> Problem:
    """Say that a word is none of the options, and which of them it may mean."""
    known = list(options) or ["(none)"]
    near = get_close_matches(found, known, n=1)
    hint = f" (did you mean '{near[0]}'?)" if near else ""
    return Problem(at, quote(found), f"{what or 'one of'}: {', '.join(known)}{hint}")


def quote(found: object) -> str:
    """Repeat what stands in the file, on one line and not too long."""
    match found:
        case None:
            return "nothing"
        case bool():
            return str(found).lower()
        case dict():
            return "a mapping (key: value)"
        case tuple() | list():
            return "a list"
        case str() if len(found) > LONGEST_QUOTE:
            return repr(found[:LONGEST_QUOTE] + "…")
        case _:
            return repr(found)


def place(at: At) -> str:
    """Write a place as `steps[1].write[0].kind`."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at)
    return written.removeprefix(".")
