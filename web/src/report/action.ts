/** An action as it reads in the verslag: what will be done, by when, and what else was said of it. */
import type { CardView } from '../protocol'
import type { BoardState } from '../state'
import { toldCard, type Told } from '../told'
import { wording } from '../wording'

export interface ToldAction {
  readonly what: string
  /** Its first day, in words; empty without one. */
  readonly day: string
  /** What else stands on it, part by part. */
  readonly others: readonly Told[]
}

/** Say whether somebody is going to do what stands on this card. */
export function isAction(board: BoardState, card: CardView): boolean {
  return board.kind(card)?.means === 'action'
}

export function toldAction(board: BoardState, card: CardView): ToldAction {
  const kind = board.kind(card)
  const [first, ...others] = toldCard(kind, card, board.board?.language ?? 'nl')
  const days = (kind?.parts ?? []).filter((part) => part.type === 'date').map((part) => part.id)
  const day = others.find((part) => days.includes(part.id))
  return {
    what: first ? wording(first.opens, first.text) : '',
    day: day?.text ?? '',
    others: others.filter((part) => part !== day),
  }
}
