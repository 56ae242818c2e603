"""Reads one YAML file as plain values that remember their lines.

Refuses what a method never needs and what may harm: other types than text, whole numbers and
true/false, tags, anchors and aliases, keys twice, depth, size. Words are read as in YAML 1.2, as
editors do: `no` and `12:30` are text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.composer import Composer

from flapover.methods.problems import At, BadMethod, Mistake, Problem

LARGEST_BYTES = 256 * 1024
DEEPEST = 20

Value = str | int | bool | None | tuple["Value", ...] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: its values, and the line of each, from 1."""

    path: Path
    value: Value
    lines: Mapping[At, int] = field(default_factory=dict)

    def bad(self, problems: Iterable[Problem]) -> BadMethod:
        """Word the problems, which are at least one, in the order of their lines."""
        ordered = sorted(problems, key=lambda problem: self._line(problem.at))
        return _told(self.path, [self._mistake(problem) for problem in ordered])

    def _mistake(self, problem: Problem) -> Mistake:
        line = self._line(problem.at)
        return Mistake(line, problem.at, problem.found, problem.expected)

    def _line(self, at: At) -> int:
        """Return the line of a place; what is absent gets that of what should hold it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read(path: Path) -> Source:
    """Read a file.

    Raises:
        BadMethod: it is not there, or it is not the plain YAML that a method is made of.

    """
    return parse(path, read_bytes(path))


def parse(path: Path, raw: bytes) -> Source:
    """Read what stands in a file, or would: `path` is only what it is called in a mistake.

    Raises:
        BadMethod: it is not the plain YAML that a method is made of.

    """
    text = _text(path, raw)
    try:
        node = _Loader(text).get_single_node()
    except _Refused as refused:
        raise _bad(path, refused.line, refused.found, refused.expected) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _bad(path, line, f"the character U+{error.character:04X}", "text") from None
    except yaml.MarkedYAMLError as error:
        line, found, expected = _explained(error)
        last = text.count("\n") + 1  # what breaks off is said to lie beyond its end
        raise _bad(path, min(line, last), found, expected) from None
    if node is None:
        raise _bad(path, 1, "an empty file", "a mapping (key: value)")
    growing = _Growing()
    value = growing.value(node, ())
    source = Source(path, value, growing.lines)
    if growing.problems:
        raise source.bad(growing.problems)
    return source


def read_bytes(path: Path) -> bytes:
    """Read a file as it is, up to just over the largest size; `BadMethod` when it cannot be."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise _bad(path, 1, f"no file that can be read ({reason})", "a YAML file") from None


def _text(path: Path, raw: bytes) -> str:
    if len(raw) > LARGEST_BYTES:
        raise _bad(path, 1, "a larger file", f"at most {LARGEST_BYTES // 1024} KiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _bad(path, line, f"the byte 0x{raw[error.start]:02x}", "text in UTF-8") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if re.match(r" *\t", line_text) and line_text.strip():
            raise _bad(path, number, "a tab before the text", "spaces")
    return text


def _bad(path: Path, line: int, found: str, expected: str) -> BadMethod:
    return _told(path, [Mistake(line, (), found, expected)])


def _told(path: Path, mistakes: list[Mistake]) -> BadMethod:
    return BadMethod([f"{path}:{mistake}" for mistake in mistakes], mistakes)


_EXPLAINED = {
    "mapping values are not allowed": ("a second ': ' in the line", "quotes around text with ': '"),
    "could not find expected ':'": ("a line without ':'", "key: value"),
    "invalid Unicode character escape": ("half a character (\\ud800 to \\udfff)", "plain text"),
    "expected a single document": ("a second document ('---')", "one method in a file"),
    "unexpected end of stream": ("the end of the file", "a closing quote"),
    "cannot start any token": ("a sign that cannot begin a text here", "quotes around the text"),
}


def _explained(error: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """Return the line, what was found and what is expected, in words of an author."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    said = " ".join(part for part in (error.context, error.problem) if part)
    for part, (found, expected) in _EXPLAINED.items():
        if part in said:
            return line, found, expected
    return line, f"what YAML cannot read ({said})", "key: value with equal indentation"


class _Refused(Exception):
    def __init__(self, line: int, found: str, expected: str) -> None:
        super().__init__(found)
        self.line = line
        self.found = found
        self.expected = expected


class _Loader(Composer, yaml.CSafeLoader):
    """Composes nodes, and knows no other types than those of `_RESOLVERS`.

    libyaml finds the words (five times as fast), PyYAML makes the nodes, so that each is looked at.
    """

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)
        # An attribute of the object hides the class's own, with its dates and its `yes`.
        self.yaml_implicit_resolvers = _RESOLVERS
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node, unless it is an anchor, an alias, has a tag, or lies too deep."""
        event = self.peek_event()
        line = event.start_mark.line + 1 if event and event.start_mark else 1
        anchor: str | None = getattr(event, "anchor", None)
        tag: str | None = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, f"the alias '*{anchor}'", "the text itself, or quotes around '*'")
        if anchor is not None:
            raise _Refused(line, f"the anchor '&{anchor}'", "no anchor, or quotes around '&'")
        if tag is not None:
            raise _Refused(line, f"the tag '{tag}'", "no tag, or quotes around '!'")
        if self.depth == DEEPEST:
            raise _Refused(line, f"more than {DEEPEST} levels", "a flatter file")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


# Under None: to be tried whatever sign the text begins with.
_RESOLVERS = {
    None: [
        ("tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")),
        ("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]{1,9}\Z")),
        ("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]*\Z")),
        ("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z")),
    ]
}


class _Growing:
    """Turns nodes into values, and gathers lines and problems on the way."""

    def __init__(self) -> None:
        self.lines: dict[At, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, at: At) -> Value:
        # A key's line was noted already; it may stand above its value.
        self.lines.setdefault(at, node.start_mark.line + 1)
        match node:
            case yaml.MappingNode():
                return dict(self._entries(node, at))
            case yaml.SequenceNode():
                return tuple(self.value(one, (*at, i)) for i, one in enumerate(node.value))
            case _:
                return self._scalar(node, at)

    def _entries(self, node: yaml.MappingNode, at: At) -> Iterator[tuple[str, Value]]:
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = self._key(key_node)
            if key is None:
                self.lines.setdefault((*at, "?"), line)
                self.problems.append(Problem((*at, "?"), "a key that is no text", "text"))
            elif (*at, key) in self.lines:
                first = self.lines[*at, key]
                # A place of its own, so that the line is that of the second one.
                again = (*at, f"{key} (again)")
                self.lines[again] = line
                self.problems.append(Problem(again, f"'{key}' as on line {first}", "each key once"))
            else:
                self.lines[*at, key] = line
                yield key, self.value(value_node, (*at, key))

    def _key(self, node: yaml.Node) -> str | None:
        is_text = isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str"
        return str(node.value) if is_text and _unprintable(node.value) is None else None

    def _scalar(self, node: yaml.Node, at: At) -> Value:
        written = str(node.value)
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool":
                return written.lower() == "true"
            case "int":
                return int(written)
            case "float":
                self.problems.append(Problem(at, written, "a whole number, or text in quotes"))
                return None
            case _:
                bad = _unprintable(written)
                if bad is not None:
                    self.problems.append(Problem(at, f"the character {bad}", "plain text"))
                    return None
                return written


# Emoji need the joiner U+200D, so of the format signs only those that turn text are refused.
_UNPRINTABLE = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


def _unprintable(text: str) -> str | None:
    """Return the first sign that a screen cannot show or that turns text round, as U+…."""
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None
