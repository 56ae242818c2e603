"""A trial of the whole benchmark with hardly any load: it ends, and prints what it promises."""

import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.names import every_name
from tests.missing import cannot_run

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^([a-z_0-9]+): (\S+)$", re.MULTILINE)
TRIAL = ("--share", "0.1", "--rounds", "1", "--seconds", "0.5")
ONLY_WHEN_ASKED = {name for name in every_name() if "10000" in name}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_trial_prints_every_figure_once_and_loses_nothing() -> None:
    if shutil.which("npm") is None:
        cannot_run("there is no npm, and two servers of the benchmark come from there")
    printed = LINE.findall(_output())
    figures = {name: float(value) for name, value in printed}
    assert len(printed) == len(figures)
    assert set(figures) == set(every_name()) - ONLY_WHEN_ASKED
    assert [name for name, value in figures.items() if not math.isfinite(value)] == []
    assert [name for name in figures if name.startswith("lost") and figures[name]] == []
    assert list((ROOT / "out").glob("bench-*")) == []


def _output() -> str:
    command = [sys.executable, "-m", "bench", *TRIAL]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
