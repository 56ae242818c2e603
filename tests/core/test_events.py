"""What was stored once can be read for ever.

`history/v1.jsonl` holds entries as `dump` wrote them in version 1, every type of event among them;
its lines are never changed. A new type of event adds a line; a new version adds a file, and the
steps in `UPCASTS` that read the old ones. A new field needs a default, for the old lines.
"""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from flapover.core import events
from flapover.core.apply import apply
from flapover.core.apply.dispatch import change
from flapover.core.board import Board
from flapover.core.events import (
    BoardEnded,
    Event,
    MethodPlanned,
    PersonAgreed,
    Stored,
    dump,
    load,
)
from flapover.core.ids import PersonId
from flapover.core.requests import StartTimer
from tests.core.made import SAMEN
from tests.play import ANN, LEADER, Play, library

HISTORY = sorted((Path(__file__).parent / "history").glob("v*.jsonl"))
TYPES: set[type[Event]] = set(get_args(get_args(Event)[0]))


def stored(path: Path) -> list[str]:
    """Return the entries of a file."""
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", HISTORY, ids=lambda path: path.stem)
def test_every_board_that_was_ever_stored_can_be_read_and_lived_again(path: Path) -> None:
    board: Board | None = None
    for entry in stored(path):
        for event in load(entry):
            board = apply(board, event)
    assert board is not None
    assert board.ended


def test_the_stored_history_has_every_type_of_event_in_the_version_of_now() -> None:
    latest = Path(__file__).parent / "history" / f"v{events.VERSION}.jsonl"
    found = {type(event) for entry in stored(latest) for event in load(entry)}
    assert TYPES - found == set()


def test_what_is_stored_now_looks_as_it_did_but_for_fields_that_are_new() -> None:
    latest = Path(__file__).parent / "history" / f"v{events.VERSION}.jsonl"
    for entry in stored(latest):
        again = json.loads(dump(load(entry)))
        # A field that came later stands beside the others; none of those is gone or says otherwise.
        assert _what_both_have(again, json.loads(entry)) == json.loads(entry)
        assert load(dump(load(entry))) == load(entry)


def _what_both_have(now: Any, then: Any) -> Any:
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: _what_both_have(now[name], then[name]) for name in now.keys() & then.keys()}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [_what_both_have(*pair) for pair in zip(now, then, strict=True)]
    return now


@pytest.mark.parametrize("kind", sorted(TYPES, key=str))
def test_every_type_of_event_has_a_rule_that_applies_it(kind: type[Event]) -> None:
    has_rule = change.dispatch(kind) is not change.dispatch(object)
    assert has_rule or kind is events.BoardOpened


def test_an_event_before_the_board_was_opened_cannot_be_applied() -> None:
    with pytest.raises(ValueError, match="before the board was opened"):
        apply(None, BoardEnded())


def test_what_no_rule_applies_is_not_passed_over() -> None:
    with pytest.raises(TypeError, match="no rule applies"):
        change(library().get("post-it", "nl"), Play().board)  # type: ignore[arg-type]


def test_a_round_trip_keeps_every_event_as_it_was() -> None:
    play = Play("tien-stappen").at_step("vragen").write(ANN, "vraag", '‘Hé’ 👨‍👩‍👧‍👦 \u2028 \\ "')
    play.do(LEADER, StartTimer()).at_step("acties")
    assert load(dump(play.events)) == tuple(play.events)
    assert load(dump([])) == ()


# An older version


OLD = '{"version":1,"events":[{"type":"person_agreed","who":"ann"}]}'


def test_an_old_shape_is_brought_up_to_date_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(event: Stored) -> Stored:
        return {"type": event["type"], "whom": event["who"]}

    def renamed_again(event: Stored) -> Stored:
        return {"type": event["type"], "person": event["whom"]}

    monkeypatch.setattr(events, "VERSION", 3)
    monkeypatch.setattr(events, "UPCASTS", {1: renamed, 2: renamed_again})
    assert load(OLD) == (PersonAgreed(person=PersonId("ann")),)
    assert load(dump([BoardEnded()])) == (BoardEnded(),)
    assert dump([BoardEnded()]).startswith('{"version":3,')


def test_every_older_version_has_its_step() -> None:
    assert set(events.UPCASTS) == set(range(1, events.VERSION))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        OLD,
        '{"version":2,"events":[]}',
        '{"version":0,"events":[]}',
        '{"version":1,"events":[{"type":"unheard_of"}]}',
        '{"version":1,"events":[{"type":"board_ended","more":1}]}',
        '{"version":1,"events":[{"type":"board_ended"}]',
    ],
)
def test_what_cannot_be_read_is_refused_whole(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(text)


def test_boards_with_the_same_method_hold_it_in_memory_once() -> None:
    other_name = SAMEN.model_copy(update={"name": "Anders"})
    stored = [dump([MethodPlanned(method=one)]) for one in (SAMEN, SAMEN, other_name)]
    one, same, changed = [event for text in stored for event in load(text)]
    assert isinstance(one, MethodPlanned)
    assert isinstance(same, MethodPlanned)
    assert isinstance(changed, MethodPlanned)
    assert one.method is same.method
    assert (one.method.name, changed.method.name) == ("Klein", "Anders")
