/** Which cards can be tied to each other now. Knows no method. */
import type { CardView } from '../protocol'
import type { BoardState } from '../state'

/** Say whether this viewer may tie and untie a card in the open step. */
export function mayLink(board: BoardState, card: CardView): boolean {
  const { round } = board
  return (
    card.shown &&
    round !== null &&
    !round.ended &&
    (board.now?.link.includes(card.kind) ?? false) &&
    board.inPlay.some((one) => one.id === card.id)
  )
}

/** Every other card that this one can be tied to, or is. */
export function linkable(board: BoardState, card: CardView): CardView[] {
  return board.inPlay.filter((one) => one.id !== card.id && mayLink(board, one))
}
