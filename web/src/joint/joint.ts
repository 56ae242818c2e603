/**
 * One card that several people write at once, as this phone has it: the text on the board, the one
 * change that is on its way, and what was typed since. Knows no screen and no socket.
 *
 * One change is on its way at a time. Its answer comes with a view that has it in it (P5), so what
 * the view has beyond it came from others, and goes under what was typed meanwhile. Nothing that was
 * typed is ever dropped: what the board does not take any more is given back (P10).
 */
import { newId } from '../outbox'
import type { Reason, WriteJoint } from '../protocol'
import { graphemes, MOST_GRAPHEMES } from '../phone/graphemes'
import { between } from './difference'
import { both, over, size, spliced, type Splices } from './splices'
import { wordsOf } from './words'

/** The card on the board; without one, revision 0 of an empty text. */
export interface Seen {
  readonly card: string | null
  readonly revision: number
  readonly text: string
}

export interface Ports {
  /** Send it; false: there is no line now. */
  readonly send: (id: string, request: WriteJoint) => boolean
  /** Keep these words on the device; empty when all is on the board. */
  readonly keep: (words: string) => void
  readonly changed: () => void
}

interface Underway {
  readonly id: string
  readonly request: WriteJoint
  readonly splices: Splices
}

export type JointState = 'saved' | 'sending' | 'waiting' | 'held'

const NOTHING: Seen = { card: null, revision: 0, text: '' }
const PACE_MS = 400
const AGAIN_AFTER_MS = 2_500
const MOST_SPLICES = 200
const MOST_TRIES = 5
const PASSING: readonly Reason[] = ['too_fast', 'unavailable']
/** Put over what is new, and sent once more. */
const BEHIND: readonly Reason[] = ['stale', 'no_such_place', 'reused_id']
/** Stay in the field until they are changed. */
const MENDABLE: readonly Reason[] = ['too_long', 'empty_text', 'bad_text']

export class Joint {
  #on: Seen = NOTHING
  #latest: Seen = NOTHING
  #underway: Underway | null = null
  #typed: Splices = []
  /** The step in which what is not sent yet was written; another one refuses it (P25). */
  #step: string | null = null
  #given = ''
  #reason: Reason | null = null
  #refusedText: string | null = null
  #line = true
  #tries = 0
  #sentAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `given`: words that an earlier page of this device could not bring to the board. */
  constructor(
    private readonly kind: string,
    private readonly ports: Ports,
    given = '',
  ) {
    this.#given = given
  }

  /** The text as it would be if all that was typed here were on the board. */
  get text(): string {
    return spliced(this.#own, this.#typed)
  }
  /** Words that are not on the board, and that the board did not take. */
  get given(): string {
    return this.#given
  }
  /** Why words were given back or are held; null when nobody said. */
  get reason(): Reason | null {
    return this.#reason
  }
  get state(): JointState {
    if (this.#underway === null && this.#typed.length === 0) return 'saved'
    if (this.#isHeld) return 'held'
    return this.#line ? 'sending' : 'waiting'
  }

  /** Change the text that is on screen now. */
  write(change: Splices, step: string | null): void {
    if (change.length === 0) return
    this.#typed = both(size(this.#own), this.#typed, change)
    this.#step = step
    this.#tell()
    this.#send()
  }

  /** The board has this now. Called before the answers of the same frame. */
  see(card: Seen | null): void {
    this.#latest = card ?? NOTHING
    // Whether it is in there is only known with its answer.
    if (this.#underway === null) this.#settle(this.#on.text, this.#typed)
  }

  answered(id: string, refused: Reason | null): void {
    const underway = this.#underway
    if (underway?.id !== id) return
    if (refused !== null && PASSING.includes(refused)) {
      this.#later(AGAIN_AFTER_MS, () => {
        this.#sendAgain()
      })
      return
    }
    this.#underway = null
    if (refused === null) {
      this.#tries = 0
      this.#settle(spliced(this.#on.text, underway.splices), this.#typed)
      this.#send()
      return
    }
    const all = both(size(this.#on.text), underway.splices, this.#typed)
    this.#settle(this.#on.text, all)
    if (BEHIND.includes(refused) && ++this.#tries < MOST_TRIES) this.#send()
    else if (MENDABLE.includes(refused)) {
      this.#reason = refused
      this.#refusedText = this.text
      this.#tell()
    } else this.#giveBack(refused)
  }

  connected(): void {
    this.#line = true
    if (this.#underway) this.#sendAgain()
    else this.#send()
    this.ports.changed()
  }

  disconnected(): void {
    this.#line = false
    this.ports.changed()
  }

  /** What was given back goes behind the text, as if typed now. */
  putBack(step: string | null): void {
    const words = this.#given
    this.#forgetGiven()
    const blank = this.text === '' || /\s$/u.test(this.text) ? '' : '\n'
    this.write([{ at: size(this.text), remove: 0, insert: blank + words }], step)
    this.#tell()
  }

  discard(): void {
    this.#forgetGiven()
    this.#tell()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  /** What is on the board and what is on its way there. */
  get #own(): string {
    return this.#underway === null ? this.#on.text : spliced(this.#on.text, this.#underway.splices)
  }

  get #isHeld(): boolean {
    return this.#underway === null && (this.#isTooLong || this.text === this.#refusedText)
  }
  get #isTooLong(): boolean {
    const { text } = this
    return text.length > MOST_GRAPHEMES && graphemes(text) > MOST_GRAPHEMES
  }

  /** Go on from the latest view, of which `known` was known, with `change` against what was known. */
  #settle(known: string, change: Splices): void {
    const before = this.#on
    this.#on = this.#latest
    this.#typed = change
    if (before.card !== null && before.card !== this.#on.card) {
      // Another round or another lap: what was typed belongs to a text that is not there any more.
      this.#giveBack('step_moved_on', known)
      return
    }
    this.#typed = over(change, between(known, this.#on.text), true)
    this.#tell()
  }

  #giveBack(reason: Reason, on = this.#on.text): void {
    const words = wordsOf(on, this.#typed)
    this.#typed = []
    this.#tries = 0
    if (words !== '') {
      this.#given = [this.#given, words].filter((text) => text !== '').join('\n')
      this.#reason = reason
    }
    this.#tell()
  }

  #forgetGiven(): void {
    this.#given = ''
    this.#reason = null
  }

  #send(): void {
    const nothing = this.#typed.length === 0 || (this.#on.card === null && this.text.trim() === '')
    if (this.#underway !== null || nothing || this.#isHeld) return
    const wait = this.#sentAt + PACE_MS - performance.now()
    if (wait > 0) {
      this.#later(wait, () => {
        this.#send()
      })
      return
    }
    const splices = this.#typed.slice(0, MOST_SPLICES)
    this.#typed = over(this.#typed.slice(MOST_SPLICES), splices)
    this.#refusedText = null
    if (this.#given === '') this.#reason = null
    const { card, revision: base } = this.#on
    const request: WriteJoint = {
      type: 'write_joint',
      kind: this.kind,
      card,
      base,
      splices,
      step: this.#step,
    }
    this.#underway = { id: newId(), request, splices }
    this.#sendAgain()
  }

  /** With the same id and body: the server knows whether it was carried out (P2). */
  #sendAgain(): void {
    if (this.#underway === null) return
    this.#sentAt = performance.now()
    this.ports.send(this.#underway.id, this.#underway.request)
    this.ports.changed()
  }

  #later(ms: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(act, ms)
  }

  #tell(): void {
    const all = both(size(this.#on.text), this.#underway?.splices ?? [], this.#typed)
    const underway = wordsOf(this.#on.text, all)
    this.ports.keep([this.#given, underway].filter((text) => text !== '').join('\n'))
    this.ports.changed()
  }
}
