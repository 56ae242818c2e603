/** What the large clock says: minutes and seconds, never below zero (P19: only the server says 'over'). */
import type { TimerView } from '../protocol'

export function leftMs(timer: TimerView, serverNow: number): number {
  const left = timer.ends_at_ms === null ? timer.left_ms : timer.ends_at_ms - serverNow
  return Math.max(0, left)
}

/** Rounds up, so that a full five minutes begin with 5:00 and 0:00 is the end. */
export function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
