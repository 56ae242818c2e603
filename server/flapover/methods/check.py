"""Checks one file on its own, for the command line and for the library."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from flapover.core.ids import KindId, ScaleId
from flapover.core.method import Kind, Language, Method, Scale
from flapover.methods.consistency import inconsistencies, used_kinds
from flapover.methods.problems import BadMethod, Problem, quote
from flapover.methods.shape import KindsFile, Model, ScalesFile, fit
from flapover.methods.source import Source, Value, parse, read, read_bytes
from flapover.places import methods_folder

ENDING: Mapping[Language, str] = {"nl": ".yaml", "en": ".en.yaml"}
"""How the name of a file ends, by the language that it is in."""


def check_file(path: Path) -> list[str]:
    """Return what is wrong with a method, or with a file of shared kinds or scales.

    Each line is `file:line: place: found …, expected …`. Empty when the file is fine. The shared
    kinds and scales are those beside the file, or else those that come with Flapover.
    """
    try:
        if is_shared(path):
            load_shared(path)
        else:
            load_method(path)
    except BadMethod as bad:
        return list(bad.problems)
    return []


def is_shared(path: Path) -> bool:
    """Say whether a file holds shared kinds or scales, which its name tells."""
    return path.name.split(".")[0] in ("kinds", "scales")


def load_shared(path: Path) -> KindsFile | ScalesFile:
    """Read a file of shared kinds or scales; `BadMethod` says what is wrong with it."""
    return _shared(path, read_bytes(path))


@lru_cache(maxsize=8)
def _shared(path: Path, raw: bytes) -> KindsFile | ScalesFile:
    """Keep what was read: every method in a folder wants the same few files."""
    source = parse(path, raw)
    _is_mapping(source)
    if path.name.startswith("kinds"):
        return _fitted(source, KindsFile, source.value)
    return _fitted(source, ScalesFile, source.value)


def load_method(path: Path) -> Method:
    """Read a method, complete with just those shared kinds and scales that it uses.

    Raises:
        BadMethod: the file, or one of the shared files, is no good.

    """
    source = read(path)
    language: Language = "en" if path.name.endswith(ENDING["en"]) else "nl"
    method = _completed(source, path.parent, language)
    problems = [*_named_as_its_file(method, path.name, language), *inconsistencies(method)]
    if problems:
        raise source.bad(problems)
    return _pruned(method)


@cache
def shared_parts(language: Language) -> tuple[Mapping[KindId, Kind], Mapping[ScaleId, Scale]]:
    """Return the kinds and scales that come with Flapover; read once."""
    folder = methods_folder()
    return _shared_kinds(folder, language), _shared_scales(folder, language)


def source_of(method: Method) -> str:
    """Return the file of a method that comes with Flapover, for people to write their own from."""
    path = methods_folder() / f"{method.id}{ENDING[method.language]}"
    return path.read_text(encoding="utf-8")


def read_own(raw: bytes) -> Method:
    """Read a method that somebody wrote for themselves, in the language that it says it is in.

    Raises:
        BadMethod: it is none; its mistakes say where and why.

    """
    source = parse(Path("methode.yaml"), raw)
    language: Language = "en" if _is_mapping(source).get("language") == "en" else "nl"
    method = _completed(source, methods_folder(), language)
    problems = inconsistencies(method)
    if problems:
        raise source.bad(problems)
    return _pruned(method)


def _completed(source: Source, folder: Path, language: Language) -> Method:
    whole = _is_mapping(source)
    completed = {
        **whole,
        "kinds": _with_shared(_shared_kinds(folder, language), whole.get("kinds", {})),
        "scales": _with_shared(_shared_scales(folder, language), whole.get("scales", {})),
    }
    return _fitted(source, Method, completed)


def _is_mapping(source: Source) -> dict[str, Value]:
    if isinstance(source.value, dict):
        return source.value
    raise source.bad([Problem((), quote(source.value), "a mapping (key: value)")])


def _fitted(source: Source, model: type[Model], value: Value) -> Model:
    fitted = fit(model, value)
    if isinstance(fitted, list):
        raise source.bad(fitted)
    return fitted


def _shared_kinds(folder: Path, language: Language) -> Mapping[KindId, Kind]:
    shared = load_shared(_beside(folder, f"kinds{ENDING[language]}"))
    return shared.kinds if isinstance(shared, KindsFile) else {}


def _shared_scales(folder: Path, language: Language) -> Mapping[ScaleId, Scale]:
    shared = load_shared(_beside(folder, f"scales{ENDING[language]}"))
    return shared.scales if isinstance(shared, ScalesFile) else {}


def _beside(folder: Path, name: str) -> Path:
    here = folder / name
    return here if here.is_file() else methods_folder() / name


def _with_shared(shared: Mapping[KindId, Kind] | Mapping[ScaleId, Scale], own: Value) -> Value:
    # What is no mapping is left as it is, for the model to refuse.
    if not isinstance(own, dict):
        return own
    return {**{name: one.model_dump() for name, one in shared.items()}, **own}


def _named_as_its_file(method: Method, name: str, language: Language) -> list[Problem]:
    stem = name.removesuffix(ENDING[language])
    problems = []
    if not name.endswith(".yaml"):
        problems.append(Problem((), f"the file name '{name}'", "a name that ends in .yaml"))
    elif method.id != stem:
        problems.append(Problem(("id",), f"'{method.id}'", f"'{stem}', as the file is called"))
    if method.language != language:
        expected = f"'{language}', since the name of the file ends in '{ENDING[language]}'"
        problems.append(Problem(("language",), f"'{method.language}'", expected))
    return problems


def _pruned(method: Method) -> Method:
    kinds = used_kinds(method)
    scales = {step.rate.scale for step in method.steps if step.rate}
    return method.model_copy(
        update={
            "kinds": {name: kind for name, kind in method.kinds.items() if name in kinds},
            "scales": {name: scale for name, scale in method.scales.items() if name in scales},
        }
    )
