"""A request is known again by its body and sender, also by a later version (P2)."""

from __future__ import annotations

from datetime import UTC, datetime

from flapover.core.ids import KindId, PersonId, RequestId, StepId
from flapover.core.requests import (
    BackStep,
    Command,
    MarkReady,
    NextStep,
    Request,
    StartRound,
    StartTimer,
    WriteCard,
)
from flapover.live.draft import digest_of

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def digest(request: Request, by: str = "ann") -> str:
    name = RequestId("request-of-ann-0001")
    return digest_of(Command(name, request, PersonId(by), PersonId(by), NOON, "fresh"))


def test_P2_a_digest_stays_what_it_was_stored_as() -> None:
    card = WriteCard(kind=KindId("vraag"), text="Wat raakt je hierin?")
    assert digest(card) == "216d935c2a72b7de02295345b389fb6e"


def test_P2_a_field_that_a_later_version_adds_with_a_default_changes_no_digest() -> None:
    class Later(WriteCard):
        colour: str | None = None

    card = WriteCard(kind=KindId("vraag"), text="Wat?")
    assert digest(Later(kind=KindId("vraag"), text="Wat?")) == digest(card)
    assert digest(Later(kind=KindId("vraag"), text="Wat?", colour="blue")) != digest(card)


def test_P2_requests_that_differ_in_anything_have_different_digests() -> None:
    step = StepId("vragen")
    asks: list[Request] = [
        StartRound(),
        StartTimer(),
        NextStep(step=step),
        BackStep(step=step),
        MarkReady(step=step, ready=True),
        MarkReady(step=step, ready=False),
        WriteCard(kind=KindId("vraag"), text="Wat?"),
        WriteCard(kind=KindId("vraag"), text="Wat?", step=step),
    ]
    assert len({digest(ask) for ask in asks} | {digest(asks[0], by="ben")}) == len(asks) + 1
