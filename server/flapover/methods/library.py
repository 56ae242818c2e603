"""All methods of a folder, in the languages there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flapover.core.ids import MethodId
from flapover.core.method import Language, Method
from flapover.methods.check import ENDING, is_shared, load_method
from flapover.methods.problems import BadMethod


@dataclass(frozen=True, slots=True)
class Library:
    """The methods to choose from. Each is there in Dutch; a translation may be missing."""

    methods: Mapping[tuple[MethodId, Language], Method]

    @property
    def ids(self) -> tuple[MethodId, ...]:
        """Every method once, by the alphabet."""
        return tuple(sorted({name for name, _ in self.methods}))

    def get(self, method: MethodId, language: Language) -> Method | None:
        """Return a method, in Dutch when it was not translated; None when there is no such one."""
        return self.methods.get((method, language)) or self.methods.get((method, "nl"))

    def __iter__(self) -> Iterator[Method]:
        """Go through every method in every language it is written in, by the alphabet."""
        return iter([self.methods[key] for key in sorted(self.methods)])


def load_library(folder: Path) -> Library:
    """Read every method in a folder.

    Raises:
        BadMethod: at least one is no good; it names all mistakes, of all files.

    """
    problems: list[str] = []
    methods: dict[tuple[MethodId, Language], Method] = {}
    for path in sorted(folder.glob("*.yaml")):
        if is_shared(path):
            continue
        try:
            method = load_method(path)
        except BadMethod as bad:
            # A mistake in the shared files would otherwise be told once per method.
            problems += [one for one in bad.problems if one not in problems]
        else:
            methods[method.id, method.language] = method
            problems += _without_dutch(path, method)
    if not methods and not problems:
        problems.append(f"{folder}:1: found no *.yaml, expected a folder with methods")
    problems += _fallbacks(folder, methods.values())
    if problems:
        raise BadMethod(problems)
    return Library(methods)


def _fallbacks(folder: Path, methods: Iterable[Method]) -> list[str]:
    """Whoever falls back must not have to choose."""
    marked = sorted({method.id for method in methods if method.fallback})
    if len(marked) < 2:
        return []
    return [f"{folder}:1: found fallback: true in {', '.join(marked)}, expected it in one method"]


def _without_dutch(path: Path, method: Method) -> list[str]:
    dutch = path.with_name(f"{method.id}{ENDING['nl']}")
    if dutch.is_file():
        return []
    return [f"{path}:1: found no {dutch.name} beside it, expected the Dutch text as well"]
