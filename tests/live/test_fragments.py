"""What all see alike is shared, and judged anew all the same."""

from dataclasses import replace

from flapover.core.project import Scene
from flapover.core.sight import card_key
from flapover.live.fragments import Fragments
from tests.play import ANN, BOB, INBRENGER, Play


def test_P21_a_card_that_nobody_said_was_hidden_again_is_not_shown_from_memory() -> None:
    play = Play("post-it").at_step("vraag").write(INBRENGER, "werkvraag", "Hoe nu?")
    card = play.board.cards[play.card_id("Hoe nu?")]
    fragments, key = Fragments(), card_key(card.id)
    assert fragments.of(play.scene, key, ANN) is fragments.of(play.scene, key, BOB)
    hidden = replace(play.board, cards={card.id: replace(card, shown=False)})
    assert fragments.of(Scene(hidden), key, ANN) is None
