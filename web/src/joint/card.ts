/** Which card is the one that is written together. */
import type { BoardState } from '../state'
import type { Seen } from './joint'

/** Return the card of this kind, of all or of somebody's subgroup; null before its first word. */
export function jointCard(board: BoardState, kind: string, person: string): Seen | null {
  const group = board.round?.groups.find((one) => one.members.includes(person))?.id ?? null
  // The newest: another division may use the name of a subgroup again.
  const all = board.inPlay.filter((card) => card.kind === kind && card.revision > 0)
  const found =
    all.findLast((card) => card.group === null) ??
    (group === null ? undefined : all.findLast((card) => card.group === group))
  return found ? { card: found.id, revision: found.revision, text: found.text } : null
}
