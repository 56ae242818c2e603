"""The documents say what is: commands, methods, figures and links are compared with the project."""

import re
from pathlib import Path

import pytest

from flapover.methods import load_library

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "methods" / "README.md"]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
MAKE = re.compile(r"^make ([a-z-]+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_command_exists(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    code = re.findall(r"```(?:sh)?\n(.*?)```|`([^`\n]+)`", page.read_text(), re.DOTALL)
    used = {name for pair in code for part in pair for name in MAKE.findall(part)}
    assert used - set(targets) == set()


def test_the_readme_names_every_method_with_its_length() -> None:
    readme = (ROOT / "README.md").read_text()
    methods = [method for method in load_library(ROOT / "methods") if method.language == "nl"]
    for method in methods:
        row = next(
            (line for line in readme.splitlines() if line.startswith(f"| {method.name}")), ""
        )
        assert row.endswith(f"| {method.minutes} |"), (
            f"{method.name} lasts {method.minutes} minutes"
        )


def test_nothing_points_outside_the_project() -> None:
    outside = re.compile(r"\.\./shared|/work/")
    for page in PAGES:
        assert not outside.search(page.read_text()), page


def test_the_words_that_the_first_session_names_stand_on_the_screen() -> None:
    session = (ROOT / "README.md").read_text().split("## Your first session")[1].split("\n## ")[0]
    words = "".join(path.read_text() for path in (ROOT / "web/src/i18n").glob("*.nl.ts"))
    words += "".join(method.name for method in load_library(ROOT / "methods"))
    named = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", session)
    assert named
    assert [name for name in named if name not in words] == []
