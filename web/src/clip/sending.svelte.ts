/** A clip on its way from this phone to the board. */
import { about, type Failure } from '../api'
import type { Seat } from '../seats'
import { lookAt } from './look'
import { sendClip, type Sending } from './send'

export type Phase = 'choosing' | 'looking' | 'sending' | 'failed'

const MEGABYTE = 1_000_000

export class ClipSender {
  phase: Phase = $state('choosing')
  /** Of the whole, from 0 to 1. */
  part = $state(0)
  failure: Failure | null = $state(null)
  file: File | null = $state.raw(null)
  /** How large it may be, in megabytes; 0: none are taken; null: not known yet. */
  most: number | null = $state(null)
  #sending: Sending | null = null

  constructor(private readonly seat: Seat) {}

  async ask(): Promise<void> {
    const answer = await about()
    if (answer.ok) this.most = answer.value.clip_megabytes
  }

  async send(file: File): Promise<void> {
    this.file = file
    this.failure = null
    if (this.most !== null && file.size > this.most * MEGABYTE) {
      this.#fail('file_too_large')
      return
    }
    this.phase = 'looking'
    if (!(await lookAt(file))) {
      this.#fail('wrong_file')
      return
    }
    if (this.file === file) await this.#send(file)
  }

  /** Once more, after it failed. */
  async again(): Promise<void> {
    if (this.file !== null) await this.send(this.file)
  }

  cancel(): void {
    this.#sending?.abort()
    this.#sending = null
    this.file = null
    this.phase = 'choosing'
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
    if (answer.ok) this.phase = 'choosing'
    else this.#fail(answer.reason)
  }

  #fail(reason: Failure): void {
    this.failure = reason
    this.phase = 'failed'
  }
}
