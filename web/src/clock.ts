/**
 * The server's clock, estimated without the phone's own (P19: it may be days off, or jump).
 *
 * Every frame was sent before it came, so it gives a lower bound; a pulse was sent after our beat,
 * so it gives an upper bound as well. The estimate is moved no further than into those bounds, so
 * a slow network does not push it back, and a clock that stood still in sleep is put right by the
 * first pulse.
 */
export class ServerClock {
  #offset: number | null = null
  #beats: number[] = []

  /** `tick` is a clock of ms that is never set, only ever slow: performance.now. */
  constructor(private readonly tick: () => number = () => performance.now()) {}

  /** The server's time in ms since 1970; before anything was heard, the phone's own. */
  now(): number {
    return this.#offset === null ? Date.now() : this.tick() + this.#offset
  }

  frame(nowMs: number): void {
    const atLeast = nowMs - this.tick()
    if (this.#offset === null || this.#offset < atLeast) this.#offset = atLeast
  }

  beat(): void {
    this.#beats.push(this.tick())
  }

  pulse(nowMs: number): void {
    const sent = this.#beats.shift()
    if (sent !== undefined && this.#offset !== null) {
      this.#offset = Math.min(this.#offset, nowMs - sent)
    }
    this.frame(nowMs)
  }

  /** A new connection: beats on the old one will not be answered. */
  reconnected(): void {
    this.#beats = []
  }
}
