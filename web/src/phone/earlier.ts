/** What earlier rounds agreed to do, for the first step of a new one. */
import type { CardView } from '../protocol'
import type { BoardState } from '../state'

/** Returns the actions of all rounds before this one, oldest round first; none in a later step. */
export function earlierActions(board: BoardState): CardView[] {
  const now = board.round
  if (now === null || now.ended || now.at !== 0) return []
  return board
    .rounds()
    .filter((round) => round.number < now.number)
    .flatMap((round) => board.cards.filter((card) => card.round === round.id))
    .filter((card) => board.kind(card)?.means === 'action')
}
