/** Walking through cards in the order of the flap, and moving one a place. */
import type { CardView } from '../protocol'

/** Return the one that should get attention first: the first open one from `from` on, round the end; null when none is open. */
export function nextOpen(open: readonly boolean[], from: number): number | null {
  for (let step = 0; step < open.length; step++) {
    const at = (from + step) % open.length
    if (open[at]) return at
  }
  return null
}

/** Return before which card this one must be put to come one place earlier; undefined when it is first. */
export function earlier(cards: readonly CardView[], id: string): string | undefined {
  const at = cards.findIndex((card) => card.id === id)
  return cards[at - 1]?.id
}

/** Return before which card this one must be put to come one place later (null: last); undefined when it is last. */
export function later(cards: readonly CardView[], id: string): string | null | undefined {
  const at = cards.findIndex((card) => card.id === id)
  if (at < 0 || at === cards.length - 1) return undefined
  return cards[at + 2]?.id ?? null
}
