/**
 * Texts that are not yet on the board (P10). A text is kept on this device before it is sent, and
 * leaves only when the server has said that it is done. A refused text stays, with the reason.
 */
import type { Keep } from './keep'
import type { Answer, AnswerCard, Ask, EditCard, Reason, RewriteCard, WriteCard } from './protocol'
import { draftOfRequest } from './written'

export type TextRequest = WriteCard | EditCard | RewriteCard | AnswerCard

export interface OutboxItem {
  /** Also the request's id and, for a new card, the card's: so the card takes its place. */
  readonly id: string
  readonly request: TextRequest
  readonly onBehalfOf: string | null
  readonly state: 'sending' | 'waiting' | 'unsaved'
  /** Why it was refused, or why it waits; null when nothing was said. */
  readonly reason: Reason | null
  /** When it was written, ms since 1970 by this device. For order, not for show. */
  readonly at: number
}

export interface OutboxOptions {
  readonly keep: Keep
  /** Where its texts are kept, as `placeOf` has it. */
  readonly seat: string
  /** False: there is no line now. */
  readonly send: (ask: Ask) => boolean
  readonly changed: (items: readonly OutboxItem[]) => void
}

/** Refusals that pass by themselves: sent again with the same id. */
const PASSING: readonly Reason[] = ['too_fast', 'unavailable']
const AGAIN_AFTER_MS = 2_500
const LONGEST_CODE_POINTS = 20_000
const LONGEST_BYTES = 60_000 // with its envelope this stays under the frame of 64 KiB

export class Outbox {
  #items: readonly OutboxItem[] = []
  #kept = new Set<string>()
  /** Held back until an earlier text of the same field is answered. */
  #behind = new Set<string>()
  #again: ReturnType<typeof setTimeout> | undefined
  #over = false

  constructor(private readonly options: OutboxOptions) {}

  get items(): readonly OutboxItem[] {
    return this.#items
  }

  /** Take up what an earlier page or another tab left, and let go of what another tab saw through. */
  async load(): Promise<void> {
    if (this.#over) return
    const before = new Set(this.#kept)
    const found = (await this.options.keep.under<OutboxItem>(this.#drawer)).map(([, item]) => item)
    const still = new Set(found.map((item) => item.id))
    const here = this.#items.filter((item) => still.has(item.id) || !before.has(item.id))
    const known = new Set([...before, ...here.map((item) => item.id)])
    const left = found.filter((item) => !known.has(item.id))
    for (const item of left) this.#kept.add(item.id)
    const waiting = left.map((item) =>
      item.state === 'unsaved' ? item : { ...item, state: 'waiting' as const },
    )
    this.#replace([...waiting, ...here].sort((a, b) => a.at - b.at))
    for (const item of waiting) if (item.state === 'waiting') this.#send(item)
    this.#sendFreed()
  }

  submit(request: TextRequest, onBehalfOf: string | null, at = Date.now()): string {
    const item: OutboxItem = {
      id: newId(),
      request: wellFormed(request),
      onBehalfOf,
      state: 'sending',
      reason: null,
      at,
    }
    this.#replace([...this.#items, item])
    void this.#keepThenSend(item)
    return item.id
  }

  answered(answers: readonly Answer[]): void {
    for (const { id, refused } of answers) {
      if (!this.#has(id)) continue
      if (!refused) this.#remove(id)
      else if (PASSING.includes(refused)) this.#later(id, refused)
      else this.#change(id, { state: 'unsaved', reason: refused })
    }
  }

  /** A fresh snapshot: whatever was not answered is sent again, with the same id (P2). */
  reconnected(): void {
    for (const item of this.#items) if (item.state !== 'unsaved') this.#send(item)
  }

  disconnected(): void {
    for (const item of this.#items) {
      if (item.state === 'sending') this.#change(item.id, { state: 'waiting' })
    }
  }

  /** The server could not read what we sent: stop sending it, and say so. */
  malformed(): void {
    const sent = this.#items.filter((item) => item.state === 'sending' && !this.#held(item))
    for (const { id } of sent) this.#change(id, { state: 'unsaved', reason: 'malformed' })
  }

  /** Try a refused text once more, possibly for another step. */
  retry(id: string, request?: TextRequest): void {
    const item = this.#items.find((one) => one.id === id)
    if (item?.state !== 'unsaved') return
    // 'reused_id': the id stands for another text already, so this one needs its own.
    const next: OutboxItem = {
      ...item,
      id: item.reason === 'reused_id' ? newId() : id,
      request: request ?? item.request,
      state: 'sending',
      reason: null,
    }
    this.#replace(this.#items.map((one) => (one.id === id ? next : one)))
    if (next.id !== id) void this.options.keep.del(this.#key(id))
    void this.#keepThenSend(next)
  }

  discard(id: string): OutboxItem | null {
    const item = this.#items.find((one) => one.id === id) ?? null
    if (item) this.#remove(id)
    return item
  }

  close(): void {
    clearTimeout(this.#again)
  }

  /** The board is over: from here nothing is kept on this device (P38); the list stays in sight. */
  over(): void {
    this.#over = true
  }

  async #keepThenSend(item: OutboxItem): Promise<void> {
    if (tooLong(item.request)) {
      this.#change(item.id, { state: 'unsaved', reason: 'too_long' })
      return
    }
    await this.#keep(item)
    this.#kept.add(item.id)
    if (this.#has(item.id)) this.#send(item)
    else void this.options.keep.del(this.#key(item.id)) // discarded meanwhile
  }

  #send(item: OutboxItem): void {
    if (!this.#kept.has(item.id)) return // still being kept; it will be sent after that
    if (this.#held(item)) {
      this.#behind.add(item.id)
      return
    }
    const { id, request, onBehalfOf } = item
    const sent = this.options.send({ type: 'ask', id, request, on_behalf_of: onBehalfOf })
    this.#change(id, { state: sent ? 'sending' : 'waiting' })
  }

  /** A newer wording must not be overtaken by an older one that is still underway. */
  #held(item: OutboxItem): boolean {
    if (item.request.type === 'write_card') return false
    const slot = slotOf(item.request, item.onBehalfOf)
    const earlier = this.#items.slice(
      0,
      this.#items.findIndex((one) => one.id === item.id),
    )
    return earlier.some(
      (one) => one.state !== 'unsaved' && slotOf(one.request, one.onBehalfOf) === slot,
    )
  }

  #sendFreed(): void {
    const freed = this.#items.filter((item) => this.#behind.has(item.id) && !this.#held(item))
    for (const item of freed) {
      this.#behind.delete(item.id)
      this.#send(item)
    }
  }

  #later(id: string, reason: Reason): void {
    this.#change(id, { state: 'waiting', reason })
    clearTimeout(this.#again)
    this.#again = setTimeout(() => {
      this.reconnected()
    }, AGAIN_AFTER_MS)
  }

  #has(id: string): boolean {
    return this.#items.some((item) => item.id === id)
  }

  #change(id: string, change: Partial<OutboxItem>): void {
    const item = this.#items.find((one) => one.id === id)
    if (!item) return
    const next = { ...item, ...change }
    this.#replace(this.#items.map((one) => (one.id === id ? next : one)))
    if (next.state !== 'unsaved') return
    void this.#keep(next)
    this.#sendFreed()
  }

  async #keep(item: OutboxItem): Promise<void> {
    if (!this.#over) await this.options.keep.set(this.#key(item.id), item)
  }

  #remove(id: string): void {
    this.#kept.delete(id)
    void this.options.keep.del(this.#key(id))
    this.#replace(this.#items.filter((item) => item.id !== id))
    this.#sendFreed()
  }

  #replace(items: readonly OutboxItem[]): void {
    this.#items = items
    this.options.changed(items)
  }

  get #drawer(): string {
    return `outbox/${this.options.seat}/`
  }
  #key(id: string): string {
    return this.#drawer + id
  }
}

/** The draft that a text came from, and goes back to. */
export function slotOf(request: TextRequest, onBehalfOf: string | null = null): string {
  const subject = request.type === 'write_card' ? request.kind : request.card
  return `${request.type}/${subject}${onBehalfOf === null ? '' : `/${onBehalfOf}`}`
}

/** 128 random bits; the shape that the server takes for a request's id. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function tooLong(request: TextRequest): boolean {
  const text = draftOfRequest(request)
  if (text.length <= LONGEST_CODE_POINTS / 2) return false
  return [...text].length > LONGEST_CODE_POINTS || bytes(text) > LONGEST_BYTES
}

const bytes = (text: string) => new TextEncoder().encode(JSON.stringify(text)).length

/** Half a surrogate pair cannot be sent as UTF-8; it becomes the replacement character. */
const whole = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text))

function wellFormed(request: TextRequest): TextRequest {
  const text = whole(request.text ?? '')
  if (request.type === 'answer_card' || request.parts === undefined) return { ...request, text }
  const parts = Object.entries(request.parts).map(([part, said]) => [part, whole(said)] as const)
  return { ...request, text, parts: Object.fromEntries(parts) }
}
