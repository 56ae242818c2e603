"""The shared clock."""

from typing import Annotated, Literal

from pydantic import Field

from flapover.core.shape import Frozen


class StartTimer(Frozen):
    """Start the clock, or let it run on."""

    type: Literal["start_timer"] = "start_timer"


class PauseTimer(Frozen):
    """Hold the clock."""

    type: Literal["pause_timer"] = "pause_timer"


class ExtendTimer(Frozen):
    """Give more time."""

    type: Literal["extend_timer"] = "extend_timer"
    seconds: Annotated[int, Field(ge=10, le=3600)]


class StopTimer(Frozen):
    """Put the clock back to the suggested time, not running."""

    type: Literal["stop_timer"] = "stop_timer"
