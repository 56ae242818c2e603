"""The verslag, made from what one viewer may see. Refuses to know the board itself."""

from flapover.report.agenda import agenda
from flapover.report.gathered import gathered
from flapover.report.markdown import markdown
from flapover.report.paper import paper
from flapover.report.table import table
from flapover.report.verslag import Verslag

__all__ = ["Verslag", "agenda", "gathered", "markdown", "paper", "table"]
