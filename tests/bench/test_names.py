"""docs/performance.md explains the figures that `make bench` prints: all of them, and no others."""

import re
from itertools import product
from pathlib import Path

from bench.loads import LOADS
from bench.names import every_name

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
ROW = re.compile(r"^\| (`[^|]*) \|", re.MULTILINE)


def test_the_page_names_every_figure_and_no_other() -> None:
    explained = {name for pattern in _patterns() for name in _meant_by(pattern)}
    assert explained == set(every_name())


def test_no_two_figures_share_a_name() -> None:
    names = list(every_name())
    assert len(names) == len(set(names))


def _patterns() -> list[str]:
    section = PAGE.read_text().split("## The names")[1].split("\n## ")[0]
    return [name for row in ROW.findall(section) for name in re.findall(r"`([^`]+)`", row)]


def _meant_by(pattern: str) -> set[str]:
    """Return the names that a row stands for: `LOAD` is each load, `KIND` each server beside us."""
    pairs = [(load.name, kind) for load, kind in product(LOADS.values(), _references())]
    return {
        pattern.replace("LOAD", load).replace("KIND", kind)
        for load, kind in pairs
        if "KIND" not in pattern or kind in LOADS[load].references
    }


def _references() -> set[str]:
    return {kind for load in LOADS.values() for kind in load.references}
