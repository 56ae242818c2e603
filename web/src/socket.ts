/**
 * One seat's connection to its board: says hello, beats, notices silence, comes back.
 * Knows nothing of Svelte, and of the board only that frames must follow each other.
 */
import { ServerClock } from './clock'
import { Frames } from './frames'
import {
  CLOSE_CODES,
  PROTOCOL,
  type Answer,
  type Farewell,
  type Incoming,
  type Outgoing,
} from './protocol'

export type Link = 'connecting' | 'online' | 'offline' | 'bye'

export const BEAT_MS = 20_000
const SILENT_MS = 2 * BEAT_MS + 5_000
const WAKE_PATIENCE_MS = 2_000
const CONNECT_PATIENCE_MS = 8_000
const OFFLINE_AFTER_MS = 3_000
const FIRST_WAIT_MS = 400
const LONGEST_WAIT_MS = 15_000
const RESTART_SPREAD_MS = 3_000
const FLOOD_WAIT_MS = 6_000

/** After these there is no way back in with this seat. */
const FINAL: readonly Farewell[] = ['unknown_seat', 'removed', 'protocol', 'gone']

/** The part of a WebSocket that is used, so that a test can stand in for the network. */
export interface Wire {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((message: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export interface SocketOptions {
  readonly board: string
  readonly token: string
  readonly connect: () => Wire
  /** A frame was applied: `socket.frames.state` is new. */
  readonly onFrame: (answers: readonly Answer[], fresh: boolean) => void
  readonly onLink: (link: Link, bye: Farewell | null) => void
  readonly random?: () => number
}

export class BoardSocket {
  readonly frames = new Frames()
  readonly clock = new ServerClock()
  link: Link = 'connecting'
  #wire: Wire | null = null
  #bye: Farewell | null = null
  #tries = 0
  #openedAt = 0
  #stopped = false
  #beat: Timer
  #retry: Timer
  #patience: Timer
  #grace: Timer

  constructor(private readonly options: SocketOptions) {}

  open(): void {
    if (this.#stopped) return
    clearTimeout(this.#retry)
    this.#drop()
    this.#bye = null
    const wire = this.options.connect()
    this.#wire = wire
    this.#openedAt = performance.now()
    this.frames.reconnected()
    this.clock.reconnected()
    this.#expectWithin(CONNECT_PATIENCE_MS)
    wire.onopen = () => {
      const { board, token } = this.options
      wire.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, board, token }))
    }
    wire.onmessage = (message) => {
      this.#heard(message.data)
    }
    wire.onclose = (event) => {
      this.#lost(this.#bye ?? CLOSE_CODES[event.code] ?? null)
    }
  }

  close(): void {
    this.#stopped = true
    clearTimeout(this.#retry)
    clearTimeout(this.#grace)
    this.#drop()
  }

  /** Send when online. False: it was not sent; nothing is queued here. */
  send(message: Incoming): boolean {
    if (this.link !== 'online' || this.#wire === null) return false
    if (message.type === 'beat') this.clock.beat()
    this.#wire.send(JSON.stringify(message))
    return true
  }

  /** The page woke, or the network came back: look at once whether the line still lives (P15). */
  wake(): void {
    if (this.#stopped || this.link === 'bye') return
    if (this.link !== 'online') {
      if (this.#wire !== null && performance.now() - this.#openedAt < WAKE_PATIENCE_MS) return
      this.#tries = 0
      this.open()
    } else if (this.send({ type: 'beat' })) {
      this.#expectWithin(WAKE_PATIENCE_MS)
    }
  }

  /** The device says that there is no network: say so at once, and go on trying. */
  unplugged(): void {
    if (this.link !== 'bye') this.#lost(null)
    if (this.link === 'connecting') this.#say('offline')
  }

  #heard(data: unknown): void {
    const frame = JSON.parse(String(data)) as Outgoing
    this.#expectWithin(SILENT_MS)
    switch (frame.type) {
      case 'pulse':
        this.clock.pulse(frame.now_ms)
        return
      case 'bye':
        this.#bye = frame.reason
        return
      case 'snapshot':
      case 'update':
        this.clock.frame(frame.now_ms)
        this.#framed(frame)
    }
  }

  #framed(frame: Extract<Outgoing, { n: number }>): void {
    if (!this.frames.take(frame)) {
      this.#resync()
      return
    }
    const fresh = frame.type === 'snapshot'
    if (fresh) this.#online()
    this.options.onFrame(frame.answers, fresh)
  }

  #online(): void {
    this.#tries = 0
    clearTimeout(this.#grace)
    this.#grace = undefined
    this.#say('online')
    clearInterval(this.#beat)
    this.#beat = setInterval(() => {
      this.send({ type: 'beat' })
      if (this.frames.missing) this.#resync() // the snapshot itself may have been lost
    }, BEAT_MS)
    this.send({ type: 'beat' }) // gives the clock its upper bound
  }

  #resync(): void {
    this.#wire?.send(JSON.stringify({ type: 'resync' } satisfies Incoming))
  }

  #lost(reason: Farewell | null): void {
    this.#drop()
    if (this.#stopped) return
    if (reason !== null && FINAL.includes(reason)) {
      clearTimeout(this.#grace)
      this.#say('bye', reason)
      return
    }
    if (this.link === 'online') this.#say('connecting', reason)
    this.#grace ??= setTimeout(() => {
      this.#say('offline')
    }, OFFLINE_AFTER_MS)
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => {
      this.open()
    }, this.#wait(reason))
  }

  /** Spread out, so that a whole house of phones does not come back in one moment (P17). */
  #wait(reason: Farewell | null): number {
    const random = (this.options.random ?? Math.random)()
    if (reason === 'restart') return RESTART_SPREAD_MS * random
    const doubled = Math.min(FIRST_WAIT_MS * 2 ** this.#tries++, LONGEST_WAIT_MS)
    const slow = reason === 'too_fast' || reason === 'bad_message' ? FLOOD_WAIT_MS : 0
    return slow + doubled * (0.5 + random)
  }

  #expectWithin(ms: number): void {
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => {
      this.#lost(null)
    }, ms)
  }

  /** Leave the old wire for good: nothing it still says is heard. */
  #drop(): void {
    clearInterval(this.#beat)
    clearTimeout(this.#patience)
    const wire = this.#wire
    this.#wire = null
    if (wire === null) return
    wire.onopen = wire.onmessage = wire.onclose = null
    wire.close()
  }

  #say(link: Link, bye: Farewell | null = null): void {
    if (this.link === link && bye === null) return
    this.link = link
    this.options.onLink(link, bye)
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined

/** Where the server listens, as seen from this page; the board is there for a balancer only. */
export function socketAddress(location: { protocol: string; host: string }, board: string): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${location.host}/ws?board=${encodeURIComponent(board)}`
}
