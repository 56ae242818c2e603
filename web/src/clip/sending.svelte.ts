/**
 * A clip on its way from this phone to the board. It belongs to the session, not to a screen: a look
 * at the flap, or at the people, throws nothing away.
 */
import { about, type Failure } from '../api'
import type { Seat } from '../seats'
import type { BoardState } from '../state'
import { lookAt } from './look'
import { sendClip, type Sending } from './send'

export type Phase = 'choosing' | 'looking' | 'sending' | 'failed'
/** 'step_over': the group went on to a step in which it cannot be shown. */
export type Trouble = Failure | 'step_over'

const MEGABYTE = 1_000_000

export class ClipSender {
  phase: Phase = $state('choosing')
  /** Of the whole, from 0 to 1. */
  part = $state(0)
  failure: Trouble | null = $state(null)
  file: File | null = $state.raw(null)
  /** How large it may be, in megabytes; 0: none are taken; null: not known yet. */
  most: number | null = $state(null)
  #sending: Sending | null = null

  constructor(private readonly seat: Seat) {}

  async ask(): Promise<void> {
    const answer = await about()
    if (answer.ok) this.most = answer.value.clip_megabytes
  }

  /** Under way, also while this phone still looks whether it can play it. */
  get busy(): boolean {
    return this.phase === 'looking' || this.phase === 'sending'
  }

  async send(file: File): Promise<void> {
    this.cancel()
    this.file = file
    if (this.most !== null && file.size > this.most * MEGABYTE) {
      this.#fail('file_too_large')
      return
    }
    this.phase = 'looking'
    const plays = await lookAt(file)
    if (this.file !== file || !this.busy) return
    if (plays) await this.#send(file)
    else this.#fail('wrong_file')
  }

  /** Once more, after it failed. */
  async again(): Promise<void> {
    if (this.file !== null) await this.send(this.file)
  }

  /** Also puts away what was said of one that failed. */
  cancel(): void {
    this.#abort()
    this.file = null
    this.failure = null
    this.phase = 'choosing'
  }

  /** Heard of what is on the board now: a step that takes no clip of this seat ends the sending. */
  framed(state: BoardState | null): void {
    if (!this.busy || state === null || state.now?.clip) return
    this.#abort()
    this.#fail('step_over')
  }

  /** In megabytes, rounded up. */
  get size(): number {
    return Math.ceil((this.file?.size ?? 0) / MEGABYTE)
  }

  async #send(file: File): Promise<void> {
    this.phase = 'sending'
    this.part = 0
    const sending = sendClip(this.seat.board, this.seat.token, file, (part) => (this.part = part))
    this.#sending = sending
    const answer = await sending.answer
    if (this.#sending !== sending) return
    this.#sending = null
    if (answer.ok) this.cancel()
    else this.#fail(answer.reason)
  }

  #abort(): void {
    const sending = this.#sending
    this.#sending = null
    sending?.abort()
  }

  #fail(reason: Trouble): void {
    this.failure = reason
    this.phase = 'failed'
  }
}
