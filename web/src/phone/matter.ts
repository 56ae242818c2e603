/** What a round is about: the card that one wants to see while writing. Knows no method. */
import type { CardView } from '../protocol'
import type { BoardState } from '../state'

/**
 * Return the question of the inbrenger, or what else was brought; null when it is not told by one
 * card. What the group chose goes before all, and what this person is writing is no help to them.
 */
export function matter(board: BoardState, writing: string): CardView | null {
  const cards = board.inPlay.filter(
    (card) => card.shown && card.kind !== writing && (card.text !== '' || hasParts(card)),
  )
  const asks = cards.filter((card) => board.kind(card)?.means === 'question')
  return (
    about(asks, board) ??
    about(
      cards.filter((card) => isBrought(board, card)),
      board,
    )
  )
}

/** The one that was chosen, or that the inbrenger wrote, or that there is. */
function about(cards: readonly CardView[], board: BoardState): CardView | null {
  const theirs = cards.filter((card) => isTheirs(card, board))
  for (const some of [cards.filter((card) => card.picked), theirs, cards]) {
    if (some.length === 1) return some[0] ?? null
  }
  return null
}

/** Whether this stands on the very first flap, from the inbrenger or from all together; or was chosen. */
function isBrought(board: BoardState, card: CardView): boolean {
  const first = card.sheet === board.method()?.steps[0]?.sheet
  return card.picked || (first && (card.writers.length > 0 || isTheirs(card, board)))
}

const isTheirs = (card: CardView, board: BoardState) =>
  card.by !== null && card.by === board.round?.inbrenger
const hasParts = (card: CardView) => Object.values(card.parts).some((text) => text !== '')
