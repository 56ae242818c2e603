/** Texts in writing, kept on this device as they are typed, so that a reload loses no word (P10). */
import type { Keep } from './keep'

const REST_MS = 150

export class Drafts {
  #texts = new Map<string, string>()
  #dirty = new Set<string>()
  /** Written since the last reading began: what is read of these is old. */
  #touched = new Set<string>()
  #writing: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly keep: Keep,
    private readonly seat: string,
  ) {}

  /** Read what is kept, also what another tab wrote meanwhile; own words underway go first. */
  async load(): Promise<ReadonlyMap<string, string>> {
    this.#touched = new Set(this.#dirty)
    const found = await this.keep.under<string>(this.#drawer)
    const kept = new Map(found.map(([key, text]) => [key.slice(this.#drawer.length), text]))
    for (const slot of new Set([...this.#texts.keys(), ...kept.keys()])) {
      if (!this.#touched.has(slot)) this.#texts.set(slot, kept.get(slot) ?? '')
    }
    return this.#texts
  }

  set(slot: string, text: string): void {
    this.#texts.set(slot, text)
    this.#dirty.add(slot)
    this.#touched.add(slot)
    this.#writing ??= setTimeout(() => {
      this.flush()
    }, REST_MS)
  }

  /** Write now what is not yet written: also called when the page is hidden. */
  flush(): void {
    clearTimeout(this.#writing)
    this.#writing = undefined
    for (const slot of this.#dirty) {
      const text = this.#texts.get(slot) ?? ''
      const key = this.#drawer + slot
      void (text === '' ? this.keep.del(key) : this.keep.set(key, text))
    }
    this.#dirty.clear()
  }

  /** Forget without writing: the board is over (P38). */
  drop(): void {
    clearTimeout(this.#writing)
    this.#dirty.clear()
  }

  get #drawer(): string {
    return `draft/${this.seat}/`
  }
}
