"""Names of things, as types: an id of one kind cannot be passed for another."""

from typing import NewType

BoardId = NewType("BoardId", str)
PersonId = NewType("PersonId", str)
RoundId = NewType("RoundId", str)
CardId = NewType("CardId", str)
RequestId = NewType("RequestId", str)
"""Made by the client, unique per board; a retry carries the same one."""

MethodId = NewType("MethodId", str)
StepId = NewType("StepId", str)
ChoiceId = NewType("ChoiceId", str)
"""Of steps that are variants of each other."""

SheetId = NewType("SheetId", str)
ZoneId = NewType("ZoneId", str)
KindId = NewType("KindId", str)
ScaleId = NewType("ScaleId", str)
CriterionId = NewType("CriterionId", str)
ClipId = NewType("ClipId", str)
GroupId = NewType("GroupId", str)
"""A subgroup: an id of the method, or a number where the method gives none."""
