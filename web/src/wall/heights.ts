/**
 * Remembers how high cards are, in letters: a card that looks the same, as wide in letters as
 * before, is not measured again, however large the letters are. Knows no DOM.
 */
import type { Measure, Setting } from './layout'

/** Returns the heights of cards in em of their letters, in the same order. */
export type MeasureOnce = (cards: readonly string[], setting: Setting) => readonly number[]

/** What a card shows; another one when it shows something else. */
export type Look = unknown

/** No line is lower: what is no higher than so many of them has no more lines, and cannot be cut. */
const LINE_EM = 1

interface Known {
  readonly look: Look
  readonly around: unknown
  /** By width in letters, and how many lines are shown. */
  readonly heights: Map<string, number>
}

export class Heights {
  #known = new Map<string, Known>()

  constructor(private readonly once: MeasureOnce) {}

  /** Says what cards there are and what they look like; forgets the others. Returns those that changed. */
  know(looks: ReadonlyMap<string, Look>, around: unknown): ReadonlySet<string> {
    const known = new Map<string, Known>()
    const changed = new Set<string>()
    for (const [card, look] of looks) {
      const before = this.#known.get(card)
      const same = before !== undefined && before.look === look && before.around === around
      known.set(card, same ? before : { look, around, heights: new Map() })
      if (!same) changed.add(card)
    }
    this.#known = known
    return changed
  }

  readonly measure: Measure = (cards, setting) => {
    const whole = this.#inLetters(cards, { ...setting, lines: null })
    const { lines } = setting
    const long = lines === null ? [] : cards.filter((_, at) => (whole[at] ?? 0) > lines * LINE_EM)
    const shorter = this.#inLetters(long, setting)
    const cut = new Map(long.map((card, at) => [card, shorter[at] ?? 0]))
    return cards.map((card, at) => (cut.get(card) ?? whole[at] ?? 0) * setting.font)
  }

  #inLetters(cards: readonly string[], setting: Setting): number[] {
    const way = `${(setting.width / setting.font).toFixed(3)} ${setting.lines ?? ''}`
    const all = cards.map((card) => this.#of(card))
    const unknown = cards.filter((_, at) => all[at]?.has(way) !== true)
    const found = unknown.length === 0 ? [] : this.once(unknown, setting)
    for (const [at, card] of unknown.entries()) this.#of(card).set(way, found[at] ?? 0)
    return all.map((heights) => heights.get(way) ?? 0)
  }

  #of(card: string): Map<string, number> {
    let known = this.#known.get(card)
    if (!known) {
      known = { look: null, around: null, heights: new Map() }
      this.#known.set(card, known)
    }
    return known.heights
  }
}
