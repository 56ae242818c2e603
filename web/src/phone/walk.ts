/** Being elsewhere: until when, and whether that is over. */
import type { TimerView } from '../protocol'
import type { BoardState } from '../state'

/** Say whether it is time to be back. Also when the phone slept through it, and wakes late. */
export function isOver(timer: TimerView | null, now: number): boolean {
  if (timer === null) return false
  return timer.state === 'over' || (timer.ends_at_ms !== null && timer.ends_at_ms <= now)
}

/** What somebody said to be back from: another step, lap, or time given on top is another walk. */
export function walkOf(board: BoardState): string | null {
  const { round, step, timer } = board
  if (round === null || round.ended || timer === null || step?.signal !== true) return null
  return [round.id, round.lap, round.step, timer.total_ms].join('/')
}

/** The time of day, as people say it: 14:35. */
export function timeOfDay(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(ms)
}
