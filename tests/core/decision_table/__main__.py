"""Write the decision tables anew: `python -m tests.core.decision_table`. Then read what changed."""

from tests.core.decision_table.files import path_of
from tests.core.decision_table.table import table
from tests.play import library

for method in library():
    if method.language == "nl":
        path_of(method).write_text(table(method), encoding="utf-8")
