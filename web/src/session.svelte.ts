/**
 * One seat at one board, as the screens see it: the view, the line, the texts underway.
 * Everything that screens know of a board comes from here; everything they want goes through here.
 */
import { createSubscriber, SvelteMap } from 'svelte/reactivity'
import { Drafts } from './drafts'
import { forgetSeat, letIn, placeOf, type Seat } from './seats'
import { forgetTexts, type Keep } from './keep'
import { newId, Outbox, slotOf, type OutboxItem, type TextRequest } from './outbox'
import type { Answer, Farewell, Kind, Reason, Request } from './protocol'
import { Joints, type SharedText } from './joint/joints.svelte'
import { ClipSender } from './clip/sending.svelte'
import { BoardSocket, socketAddress, type Link, type Wire } from './socket'
import { sourcesSlot, toDraft } from './sources'
import type { BoardState } from './state'
import { draftOfRequest, joined } from './written'

export type { OutboxItem, TextRequest } from './outbox'
export { slotOf } from './outbox'

export interface RefusedRequest {
  readonly request: Request
  readonly reason: Reason
}

interface Asked {
  readonly request: Request
  readonly onBehalfOf: string | null
  readonly settle: (reason: Reason | null) => void
}

const ASK_PATIENCE_MS = 6_000
const TYPING_EVERY_MS = 2_000
const TICK_MS = 250
/** After these this seat will never open again, so nothing of the board may stay behind (P38). */
const LOST_SEAT: readonly Farewell[] = ['removed', 'gone', 'unknown_seat']

export class Session {
  #state: BoardState | null = $state.raw(null)
  #link: Link = $state('connecting')
  #bye: Farewell | null = $state(null)
  #outboxItems: readonly OutboxItem[] = $state.raw([])
  #refused: RefusedRequest | null = $state.raw(null)
  #drafts = new SvelteMap<string, string>()
  #asked = new Map<string, Asked>()
  /** A fragment on its way outlives the screen that it was chosen on. */
  readonly clip: ClipSender
  #outbox: Outbox
  #kept: Drafts
  #joints: Joints
  #socket: BoardSocket
  #typedAt = new Map<string, number>()
  #over = false
  #left = $state(false)
  #letIn = false
  #stop = new AbortController()
  #ticks = createSubscriber((update) => {
    const ticking = setInterval(update, TICK_MS)
    return () => {
      clearInterval(ticking)
    }
  })

  constructor(
    readonly seat: Seat,
    private readonly keep: Keep,
    connect: () => Wire = () => new WebSocket(socketAddress(location, seat.board)) as Wire,
  ) {
    const place = placeOf(seat)
    this.clip = new ClipSender(seat)
    this.#kept = new Drafts(keep, place)
    this.#outbox = new Outbox({
      keep,
      seat: place,
      send: (ask) => this.#socket.send(ask),
      changed: (items) => {
        this.#outboxItems = items
      },
    })
    this.#joints = new Joints({
      send: (ask) => this.#socket.send(ask),
      draft: (slot) => this.draft(slot),
      setDraft: (slot, text) => {
        this.setDraft(slot, text)
      },
      state: () => this.#state,
      online: () => this.#link === 'online',
    })
    this.#socket = new BoardSocket({
      board: seat.board,
      token: seat.token,
      connect,
      onFrame: (answers, fresh) => {
        this.#framed(answers, fresh)
      },
      onLink: (link, bye) => {
        this.#linked(link, bye)
      },
    })
  }

  /** Null until the first snapshot. Replaced, never mutated. */
  get state(): BoardState | null {
    return this.#state
  }
  get link(): Link {
    return this.#link
  }
  get bye(): Farewell | null {
    return this.#bye
  }
  /** Went away by their own choice. */
  get left(): boolean {
    return this.#left
  }
  /** Texts that are not yet on the board, oldest first. */
  get outbox(): readonly OutboxItem[] {
    return this.#outboxItems
  }
  /** The last refusal of a request that was not a text, for a notice; null once dismissed. */
  get refused(): RefusedRequest | null {
    return this.#refused
  }
  dismissRefusal(): void {
    this.#refused = null
  }
  /** All texts in writing; for the screen that shows them while there is no board yet. */
  get drafts(): ReadonlyMap<string, string> {
    return this.#drafts
  }

  /** Read what this device kept, then connect. Drafts are there before the first snapshot. */
  async open(): Promise<this> {
    await this.#readKept()
    this.#listen()
    this.#socket.open()
    return this
  }

  close(): void {
    this.#stop.abort()
    this.clip.cancel()
    this.#kept.flush()
    this.#outbox.close()
    this.#joints.close()
    this.#socket.close()
  }

  /** The server's clock in ms since 1970; in a component it ticks four times a second. */
  serverNow(): number {
    this.#ticks()
    return this.#socket.clock.now()
  }

  /** Ask for something that is not a text. Null: done. 'unavailable': no answer in time. */
  ask(request: Request, onBehalfOf?: string): Promise<Reason | null> {
    if (this.#link === 'bye') return Promise.resolve('unavailable')
    const id = newId()
    return new Promise((resolve) => {
      const settle = (reason: Reason | null) => {
        clearTimeout(patience)
        if (!this.#asked.delete(id)) return
        this.#refused = reason === null ? null : { request, reason }
        if (reason === null && request.type === 'leave') this.#leave()
        resolve(reason)
      }
      const patience = setTimeout(settle, ASK_PATIENCE_MS, 'unavailable')
      this.#asked.set(id, { request, onBehalfOf: onBehalfOf ?? null, settle })
      this.#sendAsk(id) // when there is no line, the next snapshot sends it
    })
  }

  /** Hand in a text: it is kept, sent, and leaves the outbox once it is on the board. */
  submit(request: TextRequest, onBehalfOf?: string): string {
    return this.#outbox.submit(request, onBehalfOf ?? null)
  }

  /** The text of this kind that several write together; call it where a component begins. */
  joint(kind: string, onBehalfOf?: string): SharedText {
    return this.#joints.of(kind, onBehalfOf ?? null)
  }

  /** Send a refused text once more, now for the step that is open. */
  retry(id: string): void {
    const item = this.#outboxItems.find((one) => one.id === id)
    const step = this.#state?.now?.step
    if (item?.request.type === 'write_card' && step !== undefined) {
      this.#outbox.retry(id, { ...item.request, step })
    } else {
      this.#outbox.retry(id)
    }
  }

  discard(id: string): void {
    this.#outbox.discard(id)
  }

  /** Put an unsent text back in the field that it came from. */
  takeBack(id: string): void {
    const item = this.#outbox.discard(id)
    if (item === null) return
    const slot = slotOf(item.request, item.onBehalfOf)
    const kind = this.#kindOf(item.request)
    this.setDraft(slot, joined(this.draft(slot), draftOfRequest(item.request), kind))
    if (item.request.type === 'write_card' && item.request.sources?.length) {
      const choice = sourcesSlot(item.request.kind, item.onBehalfOf)
      this.setDraft(choice, toDraft([...this.draft(choice).split(' '), ...item.request.sources]))
    }
    this.#kept.flush()
  }

  #kindOf(request: TextRequest): Kind | null {
    if (request.type === 'write_card') return this.#state?.method()?.kinds[request.kind] ?? null
    const card = this.#state?.card(request.card) ?? null
    return card && (this.#state?.kind(card) ?? null)
  }

  draft(slot: string): string {
    return this.#drafts.get(slot) ?? ''
  }
  setDraft(slot: string, text: string): void {
    this.#drafts.set(slot, text)
    if (!this.#over) this.#kept.set(slot, text)
  }

  /** Somebody types in the field of this kind; said at most every two seconds. */
  typing(kind: string): void {
    const now = performance.now()
    if (now - (this.#typedAt.get(kind) ?? -Infinity) < TYPING_EVERY_MS) return
    if (this.#socket.send({ type: 'typing', kind })) this.#typedAt.set(kind, now)
  }

  /** Leave no trace of this board on this device; what is on screen stays until the page closes. */
  async forget(): Promise<void> {
    this.#forgetTexts()
    await forgetSeat(this.keep, this.seat)
  }

  #framed(answers: readonly Answer[], fresh: boolean): void {
    this.#state = this.#socket.frames.state
    this.#outbox.answered(answers)
    this.#joints.framed(this.#state, answers)
    this.clip.framed(this.#state)
    for (const { id, refused } of answers) this.#asked.get(id)?.settle(refused)
    if (fresh) this.#sendAgain()
    if (this.#state?.board?.phase === 'ended') this.#forgetTexts()
    if (this.seat.waiting && !this.#letIn && this.#state?.me?.standing === 'seated') {
      this.#letIn = true
      void letIn(this.keep, this.seat)
    }
  }

  #sendAgain(): void {
    this.#outbox.reconnected()
    this.#joints.connected()
    for (const id of this.#asked.keys()) this.#sendAsk(id)
  }

  #sendAsk(id: string): void {
    const asked = this.#asked.get(id)
    if (!asked) return
    const { request, onBehalfOf } = asked
    this.#socket.send({ type: 'ask', id, request, on_behalf_of: onBehalfOf })
  }

  #linked(link: Link, bye: Farewell | null): void {
    if (bye === 'bad_message') this.#outbox.malformed()
    if (link !== 'online') {
      this.#outbox.disconnected()
      this.#joints.disconnected()
    }
    // Whoever goes away is told goodbye first; the answer to their request may never come.
    if (bye === 'removed' && this.#isLeaving()) this.#left = true
    if (link === 'bye') this.clip.cancel()
    this.#bye = link === 'bye' ? bye : null
    this.#link = link
    if (link === 'bye' && bye !== null && LOST_SEAT.includes(bye)) void this.forget()
  }

  #leave(): void {
    this.#left = true
    this.#socket.close()
    this.#linked('bye', 'removed')
  }

  #isLeaving(): boolean {
    return [...this.#asked.values()].some(({ request }) => request.type === 'leave')
  }

  #forgetTexts(): void {
    if (this.#over) return
    this.#over = true
    this.#kept.drop()
    this.#outbox.over()
    void forgetTexts(this.keep, placeOf(this.seat))
  }

  /** Also when the page comes back to the front: another tab of this seat may have written. */
  async #readKept(): Promise<void> {
    if (this.#over) return
    for (const [slot, text] of await this.#kept.load()) {
      if (this.draft(slot) !== text) this.#drafts.set(slot, text)
    }
    await this.#outbox.load()
  }

  /** The page may not come back: nothing of what was written may depend on that. */
  #goAway(): void {
    this.#kept.flush()
    this.keep.hold()
  }

  #listen(): void {
    const { signal } = this.#stop
    const wake = () => {
      this.#socket.wake()
      void this.#readKept()
    }
    addEventListener('online', wake, { signal })
    addEventListener('pageshow', wake, { signal })
    addEventListener('focus', () => void this.#readKept(), { signal }) // two windows side by side
    addEventListener(
      'offline',
      () => {
        this.#socket.unplugged()
      },
      { signal },
    )
    addEventListener(
      'pagehide',
      () => {
        this.#goAway()
      },
      { signal },
    )
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') wake()
        else this.#goAway()
      },
      { signal },
    )
  }
}
