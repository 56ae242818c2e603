/** What on the flaps can go into an agenda. */
import type { BoardState } from '../state'

/** Whether any card that this viewer sees has a part that is a day, and is filled in. */
export function hasDay(board: BoardState): boolean {
  return board.cards.some((card) =>
    board.kind(card)?.parts.some((part) => part.type === 'date' && card.parts[part.id]),
  )
}
