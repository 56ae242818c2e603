/** Where a clip should be at a moment of the server's clock, and how a screen gets there. */

/** What the board says of a clip that stands or plays. */
export interface Course {
  readonly at_ms: number
  readonly since_ms: number | null
}

/** More than this and a screen jumps to where it should be; less, and it runs a bit faster or slower. */
export const JUMP_SECONDS = 0.3
const NEARLY_SECONDS = 0.06
const CATCH_UP = 0.06

/** Where the clip is, in seconds; before it begins, where it will begin. Also beyond its end. */
export function placeAt(course: Course, nowMs: number): number {
  const played = course.since_ms === null ? 0 : Math.max(0, nowMs - course.since_ms)
  return (course.at_ms + played) / 1000
}

export type Move =
  | { readonly do: 'stand'; readonly at: number }
  | { readonly do: 'jump'; readonly to: number }
  | { readonly do: 'run'; readonly rate: number }

/** What a screen should do that is at `here` seconds; `length` is null while it is not known. */
export function moveOf(course: Course, nowMs: number, here: number, length: number | null): Move {
  const place = placeAt(course, nowMs)
  if (course.since_ms === null || nowMs < course.since_ms) {
    return { do: 'stand', at: length === null ? place : Math.min(place, length) }
  }
  if (length !== null && place >= length) return { do: 'stand', at: length }
  const behind = place - here
  if (Math.abs(behind) > JUMP_SECONDS) return { do: 'jump', to: place }
  if (Math.abs(behind) < NEARLY_SECONDS) return { do: 'run', rate: 1 }
  return { do: 'run', rate: behind > 0 ? 1 + CATCH_UP : 1 - CATCH_UP }
}

/** A `readyState` in which one can go anywhere and play: an iPhone gets no further until it plays. */
export const HAS_METADATA = 1

/**
 * What to do when a browser did not play: in silence it mostly may, in a low-power mode only a tap
 * helps; a play that was cut off by a pause or a jump is tried again by itself.
 */
export function afterRefusal(why: unknown, muted: boolean): 'mute' | 'ask' | 'wait' {
  if (!(why instanceof DOMException) || why.name !== 'NotAllowedError') return 'wait'
  return muted ? 'ask' : 'mute'
}

export type Standing = 'ready' | 'playing' | 'paused' | 'over'

export function standingOf(course: Course, nowMs: number, length: number | null): Standing {
  const place = placeAt(course, nowMs)
  if (length !== null && place >= length) return 'over'
  if (course.since_ms !== null) return 'playing'
  return course.at_ms === 0 ? 'ready' : 'paused'
}

/** 83 -> 1:23, as a clock counts up. */
export function clockUp(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
