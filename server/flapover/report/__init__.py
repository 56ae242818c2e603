"""The verslag, made from what one viewer may see. Refuses to know the board itself."""

from flapover.report.markdown import markdown

__all__ = ["markdown"]
