/** The flaps that can be leafed to: every one that holds something, and the one of now. */
import type { CardView, RoundView, Sheet } from './protocol'
import type { BoardState } from './state'

export interface Flap {
  /** Round, sheet and, where that is an earlier one, lap. */
  readonly key: string
  readonly round: string
  readonly sheet: Sheet
  /** Which time through the repeated block, from 1. */
  readonly lap: number
}

export function flapKey(round: string, sheet: string, lap: number | null = null): string {
  return lap === null ? `${round}/${sheet}` : `${round}/${sheet}/${lap}`
}

/** In the order of rounds, then of laps, then of the method. */
export function flapsOf(state: BoardState): Flap[] {
  const now = currentKey(state)
  const filled = new Set(filledOf(state).map((flap) => flap.key))
  return allOf(state).filter((flap) => flap.key === now || filled.has(flap.key))
}

/** What one leafs through on a phone: the same, and the empty flaps of the round of now. */
export function flapsInHand(state: BoardState): Flap[] {
  const known = new Set(flapsOf(state).map((flap) => flap.key))
  const { round } = state
  return allOf(state).filter(
    (flap) => known.has(flap.key) || (flap.round === round?.id && flap.lap === round.lap),
  )
}

/** The flap that belongs to the open step; after the round, the last that holds something. */
export function currentKey(state: BoardState): string | null {
  const { round } = state
  if (round === null) return null
  return round.ended ? (filledOf(state).at(-1)?.key ?? null) : flapKey(round.id, round.sheet)
}

/** From where a flap is that does not belong to what is going on; null where it does. */
export function origin(
  state: BoardState,
  flap: Flap,
): { readonly round: RoundView; readonly name: string } | null {
  const round = state.rounds().find((one) => one.id === flap.round)
  if (round === undefined) return null
  if (round.id === state.round?.id && flap.lap === round.lap) return null
  const who = round.laps[flap.lap - 1] ?? null
  return { round, name: who === null ? '' : state.nameOf(who) }
}

function filledOf(state: BoardState): Flap[] {
  const laps = new Map(state.rounds().map((round) => [round.id, round.lap]))
  const filled = new Set<string>()
  let before: CardView | null = null
  // Cards of one flap mostly follow each other, and there may be a thousand.
  for (const card of state.cards) {
    if (before === null || !besides(before, card))
      filled.add(flapKey(card.round, card.sheet, past(card)))
    before = card
  }
  function past(card: CardView): number | null {
    return card.lap == null || card.lap === laps.get(card.round) ? null : card.lap
  }
  return allOf(state).filter((flap) => filled.has(flap.key))
}

function besides(a: CardView, b: CardView): boolean {
  return a.round === b.round && a.sheet === b.sheet && a.lap === b.lap
}

function allOf(state: BoardState): Flap[] {
  return state.rounds().flatMap((round) => {
    const sheets = state.method(round.id)?.sheets ?? []
    return Array.from({ length: round.lap }, (_, before) => before + 1).flatMap((lap) =>
      sheets.map((sheet) => ({
        key: flapKey(round.id, sheet.id, lap === round.lap ? null : lap),
        round: round.id,
        sheet,
        lap,
      })),
    )
  })
}
