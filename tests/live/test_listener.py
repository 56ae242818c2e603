"""What one peer says, judged before it reaches the board."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flapover.core.ids import PersonId
from flapover.live.limits import Limit
from flapover.live.listener import PATIENCE, Desk, Listener
from flapover.live.wire import Farewell
from tests.live.fakes import LIBRARY, Phone, Play

pytestmark = pytest.mark.timeout(40)
ID = "request-of-ann-0001"


class Heard:
    """A listener of ann's, on a clock for its limits that stands still."""

    def __init__(self, play: Play, phone: Phone, burst: float, board_burst: float) -> None:
        self.play, self.phone, self.seconds = play, phone, 0.0
        desk = Desk(
            library=LIBRARY,
            per_person=Limit(burst, 5, lambda: self.seconds),
            per_board=Limit(board_burst, 60, lambda: self.seconds),
            now=play.clock,
            silence_seconds=42,
        )
        self.listener = Listener(desk, play.room, phone.connection)

    def say(self, message: object) -> Farewell | None:
        return self.listener.hear(message if isinstance(message, str) else json.dumps(message))

    def ask(self, type_: str, id: str = ID, **fields: object) -> Farewell | None:  # noqa: A002
        return self.say({"type": "ask", "id": id, "request": {"type": type_, **fields}})

    async def answers(self) -> list[tuple[str, str | None]]:
        await self.play.idle()
        return self.phone.answers()


@pytest_asyncio.fixture
async def play() -> AsyncIterator[Play]:
    play = await Play.begin(step=1)
    yield play
    play.room.close()


async def heard(play: Play, name: str = "ann", burst: float = 20, board: float = 60) -> Heard:
    return Heard(play, await play.phone(name), burst, board)


async def test_a_request_is_stamped_with_the_sender_and_the_time_of_the_server(play: Play) -> None:
    ann = await heard(play)
    play.clock.forward(minutes=3)
    assert ann.ask("raise_hand") is None
    assert await ann.answers() == [(ID, None)]
    assert play.room.board.people[PersonId("ann")].hand == play.clock()


@pytest.mark.parametrize(
    "message",
    [
        "",
        "null",
        "[]",
        '"x"',
        "0",
        "{}",
        "{",
        "[" * 60_000,
        '{"type":"ask"}',
        '{"type":"what"}',
        '{"type":"ask","id":"short","request":{"type":"raise_hand"}}',
        '{"type":"beat","extra":1}',
        '{"type":"hello","protocol":1,"board":"board","token":"0123456789abcdef"}',
        '{"type":"ask","id":' + "9" * 5000 + "}",
        '\ufeff{"type":"beat"}',
        '{"type":"beat"} {"type":"beat"}',
    ],
)
async def test_P29_what_is_no_message_ends_the_connection(play: Play, message: str) -> None:
    assert (await heard(play)).say(message) == "bad_message"


@pytest.mark.parametrize(
    "request_text",
    [
        '{"type":"nothing_like_it"}',
        '{"type":"raise_hand","extra":1}',
        '{"type":"write_card","kind":"vraag"}',
        '{"type":"write_card","kind":"vraag","text":7}',
        '{"type":"write_card","kind":"vraag","text":null}',
        '{"type":"write_card","kind":"VRAAG","text":"x"}',
        '{"type":"write_card","kind":"../x","text":"x"}',
        '{"type":"write_card","kind":"vraag","text":"half \\ud83d an emoji"}',
        '{"type":"edit_card","card":"%00","text":"x"}',
        '{"type":"edit_card","card":"{0}","text":"x"}',
        '{"type":"extend_timer","seconds":1e999}',
        '{"type":"extend_timer","seconds":NaN}',
        '{"type":"extend_timer","seconds":10.5}',
        '{"type":"extend_timer","seconds":-1}',
        '{"type":"open_board"}',
        '{"type":"join"}',
        '{"type":"ring_timer"}',
        '{"type":"agree","by":"lena"}',
        "[]",
        "null",
        '"raise_hand"',
    ],
)
async def test_P29_a_request_that_cannot_be_read_is_refused_by_its_id(
    play: Play, request_text: str
) -> None:
    ann = await heard(play)
    assert ann.say(f'{{"type":"ask","id":"{ID}","request":{request_text}}}') is None
    assert await ann.answers() == [(ID, "malformed")]


async def test_P28_over_the_limit_each_request_is_told_so_until_the_patience_is_gone(
    play: Play,
) -> None:
    ann = await heard(play, burst=20)
    outcomes = [ann.ask("lower_hand", f"{ID}-{number}", person="ann") for number in range(200)]
    assert outcomes.index("too_fast") == 20 + PATIENCE
    answers = await ann.answers()
    assert [why for _, why in answers[:20]] == [None] * 20 or "too_fast" in dict(answers).values()
    assert sum(why == "too_fast" for _, why in answers) >= PATIENCE


async def test_P28_patience_comes_back_to_who_keeps_to_the_limit(play: Play) -> None:
    ann = await heard(play, burst=2)
    for round_ in range(PATIENCE):
        assert [ann.say('{"type":"beat"}') for _ in range(4)] == [None] * 4, round_
        ann.seconds += 10


async def test_what_cannot_be_read_is_told_too_fast_as_well(play: Play) -> None:
    ann = await heard(play, burst=1)
    ann.say('{"type":"beat"}')
    ann.ask("nothing_like_it")
    assert await ann.answers() == [(ID, "too_fast")]


async def test_P28_a_sign_of_life_is_answered_over_the_limit_too(play: Play) -> None:
    ann = await heard(play, burst=1)
    ann.ask("raise_hand")
    await play.idle()
    assert ann.say('{"type":"beat"}') is None
    await play.idle()
    assert json.loads(ann.phone.socket.sent[-1])["type"] == "pulse"


async def test_P28_beats_without_end_end_the_connection(play: Play) -> None:
    ann = await heard(play, burst=1)
    outcomes = [ann.say('{"type":"beat"}') for _ in range(PATIENCE + 2)]
    assert outcomes == [None] * (PATIENCE + 1) + ["too_fast"]
    await play.idle()
    assert len([text for text in ann.phone.socket.sent if '"pulse"' in text]) == 1


async def test_a_resync_over_the_limit_ends_the_connection(play: Play) -> None:
    ann = await heard(play, burst=1)
    assert ann.say('{"type":"resync"}') is None
    assert ann.say('{"type":"resync"}') == "too_fast"


async def test_a_board_takes_no_more_than_it_may_from_all_together(play: Play) -> None:
    ann = await heard(play, board=1)
    ann.ask("raise_hand", ID + "-1")
    ann.ask("lower_hand", ID + "-2", person="ann")
    assert dict(await ann.answers()) == {ID + "-1": None, ID + "-2": "too_fast"}


async def test_P21_writing_in_silence_is_not_shown(play: Play) -> None:
    ann, ben = await heard(play), await play.phone("ben")
    before = len(ben.socket.sent)
    ann.say({"type": "typing", "kind": "vraag"})
    await play.idle()
    assert len(ben.socket.sent) == before
    await play.act("lena", "go_to_step", step="vragen", to="laatste-vragen")
    ann.say({"type": "typing", "kind": "actie"})
    await play.idle()
    assert (await ben.see())["presence:ann"]["writing"] is False
    ann.say({"type": "typing", "kind": "vraag"})
    await play.idle()
    assert (await ben.see())["presence:ann"]["writing"] is True


async def test_only_a_gespreksleider_acts_for_another_and_only_for_one_on_paper(
    play: Play,
) -> None:
    lena, ann = await heard(play, "lena"), await heard(play)
    lena.ask("seat_on_paper", ID + "-0", name="Oma")
    await play.idle()
    oma = next(one.id for one in play.room.board.people.values() if one.device == "paper")
    for number, (who, for_whom) in enumerate(
        [(lena, oma), (ann, oma), (lena, "ann"), (ann, "lena"), (lena, "nobody")]
    ):
        request = {"type": "write_card", "kind": "vraag", "text": "Wat?"}
        name = f"{ID}-{number + 1}"
        who.say({"type": "ask", "id": name, "request": request, "on_behalf_of": for_whom})
    answers = {**dict(await lena.answers()), **dict(await ann.answers())}
    assert [answers[f"{ID}-{number}"] for number in range(6)] == [None, None] + ["not_allowed"] * 4
    card = next(iter(play.room.board.cards.values()))
    assert (card.by, card.typed_by) == (oma, "lena")


async def test_a_method_is_looked_up_by_the_server_and_in_the_language_of_the_board(
    play: Play,
) -> None:
    lena = await heard(play, "lena")
    lena.ask("plan_method", ID + "-1", method="post-it")
    lena.ask("plan_method", ID + "-2", method="no-such-method")
    answers = dict(await lena.answers())
    assert answers == {ID + "-1": None, ID + "-2": "no_such_method"}
    assert (play.room.board.plan.id, play.room.board.plan.language) == ("post-it", "nl")
