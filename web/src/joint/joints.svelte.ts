/** The texts that this phone writes together with others, one for each kind and person. */
import type { Answer, Ask, Reason } from '../protocol'
import type { BoardState } from '../state'
import { jointCard } from './card'
import { Joint, type JointState } from './joint'
import { jointSlot } from './slot'
import type { Splices } from './splices'

export interface JointsPorts {
  readonly send: (ask: Ask) => boolean
  readonly draft: (slot: string) => string
  readonly setDraft: (slot: string, text: string) => void
  readonly state: () => BoardState | null
  readonly online: () => boolean
}

/** What a screen has of such a text. */
export interface SharedText {
  readonly text: string
  readonly state: JointState
  /** Words that the board did not take: nobody else has them. */
  readonly given: string
  readonly reason: Reason | null
  write(change: Splices): void
  putBack(): void
  discard(): void
}

class Shared implements SharedText {
  text = $state('')
  state: JointState = $state('saved')
  given = $state('')
  reason: Reason | null = $state.raw(null)

  constructor(
    private readonly joint: () => Joint,
    private readonly step: () => string | null,
  ) {}

  write(change: Splices): void {
    this.joint().write(change, this.step())
  }
  putBack(): void {
    this.joint().putBack(this.step())
  }
  discard(): void {
    this.joint().discard()
  }
  look(): void {
    const { text, state, given, reason } = this.joint()
    Object.assign(this, { text, state, given, reason })
  }
}

interface One {
  readonly kind: string
  /** On behalf of whom; null is the owner of this phone. */
  readonly person: string | null
  readonly joint: Joint
  readonly shared: Shared
}

export class Joints {
  readonly #all = new Map<string, One>()

  constructor(private readonly ports: JointsPorts) {}

  /** Return the text of this kind; not inside a `$derived`, as it may begin to follow one. */
  of(kind: string, onBehalfOf: string | null = null): SharedText {
    const slot = jointSlot(kind, onBehalfOf)
    const one = this.#all.get(slot) ?? this.#begin(kind, slot, onBehalfOf)
    // Somebody threw the words away where they were shown without the field.
    if (this.ports.draft(slot) === '' && one.shared.given !== '') one.shared.discard()
    return one.shared
  }

  framed(state: BoardState | null, answers: readonly Answer[]): void {
    for (const { kind, person, joint } of this.#all.values()) {
      joint.see(state && jointCard(state, kind, person ?? state.myId))
      for (const { id, refused } of answers) joint.answered(id, refused ?? null)
    }
  }

  connected(): void {
    for (const { joint } of this.#all.values()) joint.connected()
  }
  disconnected(): void {
    for (const { joint } of this.#all.values()) joint.disconnected()
  }
  close(): void {
    for (const { joint } of this.#all.values()) joint.close()
  }

  #begin(kind: string, slot: string, person: string | null): One {
    const { ports } = this
    const shared = new Shared(
      () => joint,
      () => ports.state()?.now?.step ?? null,
    )
    const joint = new Joint(
      kind,
      {
        send: (id, request) => ports.send({ type: 'ask', id, request, on_behalf_of: person }),
        keep: (words) => {
          if (ports.draft(slot) !== words) ports.setDraft(slot, words)
        },
        changed: () => {
          shared.look()
        },
      },
      ports.draft(slot),
    )
    const one = { kind, person, joint, shared }
    this.#all.set(slot, one)
    const state = ports.state()
    joint.see(state && jointCard(state, kind, person ?? state.myId))
    if (!ports.online()) joint.disconnected()
    return one
  }
}
