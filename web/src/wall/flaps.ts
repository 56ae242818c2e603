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
  const now = currentKey(state)
  const filled = new Set(filledOf(state).map((flap) => flap.key))
  return allOf(state).filter((flap) => flap.key === now || filled.has(flap.key))
}

/** The flap that belongs to the open step; after the round, the last that holds something. */
export function currentKey(state: BoardState): string | null {
  const { round } = state
  if (round === null) return null
  return round.ended ? (filledOf(state).at(-1)?.key ?? null) : flapKey(round.id, round.sheet)
}

function filledOf(state: BoardState): Flap[] {
  const filled = new Set(state.cards.map((card) => flapKey(card.round, card.sheet)))
  return allOf(state).filter((flap) => filled.has(flap.key))
}

function allOf(state: BoardState): Flap[] {
  return state.rounds().flatMap((round) => {
    const sheets = state.method(round.id)?.sheets ?? []
    return sheets.map((sheet) => ({
      key: flapKey(round.id, sheet.id),
      round: round.id,
      sheet,
    }))
  })
}
