/** The flaps that can be leafed to on the wall: every one that holds something, and the one of now. */
import type { Sheet } from '../protocol'
import type { BoardState } from '../state'

export interface Flap {
  /** Round and sheet together. */
  readonly key: string
  readonly round: string
  readonly sheet: Sheet
}

export function flapKey(round: string, sheet: string): string {
  return `${round}/${sheet}`
}

/** In the order of rounds, then of the method. */
export function flapsOf(state: BoardState): Flap[] {
  const filled = new Set(state.cards.map((card) => flapKey(card.round, card.sheet)))
  const now = currentKey(state)
  return state.rounds().flatMap((round) => {
    const sheets = state.method(round.id)?.sheets ?? []
    return sheets
      .map((sheet) => ({ key: flapKey(round.id, sheet.id), round: round.id, sheet }))
      .filter((flap) => flap.key === now || filled.has(flap.key))
  })
}

/** The flap that belongs to the open step; null before the first round. */
export function currentKey(state: BoardState): string | null {
  const { round } = state
  return round === null ? null : flapKey(round.id, round.sheet)
}
