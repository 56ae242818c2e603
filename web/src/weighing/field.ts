/** The forces of a flap that is drawn as a force field, column by column. */
import type { CardView, Sheet, Zone } from '../protocol'
import type { BoardState } from '../state'
import { shortly } from '../told'
import type { Force } from './forceField'
import { weightOf } from './weighing'

export interface Side {
  readonly zone: Zone
  readonly forces: readonly (Force & { readonly card: CardView })[]
}

/** Returns the two sides; null for a flap that is not drawn so. */
export function sidesOf(
  board: BoardState,
  round: string,
  sheet: Sheet,
): readonly [Side, Side] | null {
  const [left, right] = sheet.zones
  if (sheet.draw !== 'force-field' || !left || !right) return null
  const side = (zone: Zone): Side => ({
    zone,
    forces: board.cardsOn(round, sheet.id, zone.id).map((card) => ({
      id: card.id,
      text: shortly(board.kind(card), card, board.board?.language ?? 'nl'),
      weight: weightOf(board, card),
      card,
    })),
  })
  return [side(left), side(right)]
}
