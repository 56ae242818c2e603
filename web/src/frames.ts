/**
 * Which frames may be applied (P5): a snapshot, or the update right after the last applied frame.
 * Everything else would show a state that never was, so it is dropped and a snapshot asked for.
 */
import { applySnapshot, applyUpdate, type BoardState } from './state'
import type { Snapshot, Update } from './protocol'

export class Frames {
  state: BoardState | null = null
  #last = 0
  #hole = false

  /** True while a fresh snapshot is awaited; the state shown is the last whole one. */
  get missing(): boolean {
    return this.#hole
  }

  /** Another connection counts from 1 again; what is on screen stays until its snapshot. */
  reconnected(): void {
    this.#last = 0
    this.#hole = true
  }

  /** Apply a frame. False: it was not the next; ask for a snapshot. */
  take(frame: Snapshot | Update): boolean {
    if (frame.type === 'snapshot' ? frame.n <= this.#last : !this.#follows(frame)) {
      this.#hole = true
      return false
    }
    this.state = frame.type === 'snapshot' ? applySnapshot(frame) : this.#updated(frame)
    this.#last = frame.n
    this.#hole = false
    return true
  }

  #follows(frame: Update): boolean {
    return !this.#hole && this.state !== null && frame.n === this.#last + 1
  }

  #updated(frame: Update): BoardState {
    if (this.state === null) throw new Error('an update before any snapshot')
    return applyUpdate(this.state, frame)
  }
}
