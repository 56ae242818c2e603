/**
 * Sets cards on the wall: measures the real ones and puts each in its place, before anything is
 * painted. All are laid out in the same letters, and then shown larger or smaller: so of a width
 * in letters a card is measured once, and to move or resize it asks for no layout.
 */
import { Heights, type Look, type MeasureOnce } from './heights'
import { keep, SOME } from './keeping'
import type { Column, Limits, Page } from './layout'
import { arrange, MOST_PER_PAGE } from './pages'
import type { Spot } from './spot'

/** Looks up a card on the sheet; null when it is not (yet) there. */
export type Find = (card: string) => Spot | null

/** What the heights of cards depend on. */
export interface Looks {
  /** Size and letters of the sheet. */
  readonly sheet: string
  /** What cards show of more than themselves. */
  readonly around: unknown
  /** By card what is its own. */
  readonly cards: ReadonlyMap<string, Look>
}

export interface Fitted {
  readonly pages: readonly Page[]
  /** Size in px of the letters that all cards are laid out in. */
  readonly letters: number
}

/** Measures, and returns the pages. */
export function fit(columns: readonly Column[], limits: Limits, find: Find): Fitted {
  const letters = lettersFor(limits)
  const heights = new Heights(measureBy(find, letters))
  return { pages: arrange(columns, heights.measure, limits), letters }
}

/**
 * Returns a `fit` that keeps the letters of before while many cards hang there and few of them change,
 * measures only what it does not know, and places anew only the page that is in sight.
 */
export function steadyFit(): (
  columns: readonly Column[],
  limits: Limits,
  find: Find,
  looks: Looks,
  at: number,
) => Fitted {
  let former: { pages: readonly Page[]; arranged: number } | null = null
  /** Cards that changed, and of which the page was not in sight since. */
  let changed = new Set<string>()
  let heights: Heights | null = null
  let sheet = ''
  return (columns, limits, find, looks, at) => {
    const letters = lettersFor(limits)
    if (sheet !== looks.sheet) heights = former = null
    sheet = looks.sheet
    heights ??= new Heights(measureBy(find, letters))
    for (const card of heights.know(looks.cards, looks.around)) changed.add(card)
    const { measure } = heights
    const count = looks.cards.size
    const before = former !== null && isLikeArranged(count, former.arranged) ? former : null
    const kept = before && keep(columns, before.pages, measure, limits, changed, at)
    const pages = kept ?? arrange(columns, measure, limits)
    const placed = placedAnew(pages, before?.pages)
    changed = new Set([...changed].filter((card) => looks.cards.has(card) && !placed.has(card)))
    former = { pages, arranged: kept === null ? count : (before?.arranged ?? count) }
    return { pages, letters }
  }
}

function placedAnew(pages: readonly Page[], former: readonly Page[] = []): ReadonlySet<string> {
  const other = pages.filter((page) => !former.includes(page))
  return new Set(other.flatMap((page) => [...page.cards.keys()]))
}

/** Of few cards all are laid out anew at every change: then each has the room that there is. */
function isLikeArranged(count: number, arranged: number): boolean {
  return Math.min(count, arranged) > MOST_PER_PAGE && Math.abs(count - arranged) <= SOME * arranged
}

/** In the middle of what is shown: what has no size of its own, such as a shadow, is about right. */
function lettersFor(limits: Limits): number {
  return 2 * limits.floor
}

function measureBy(find: Find, letters: number): MeasureOnce {
  return (cards, setting) => {
    const spots = cards.map(find)
    for (const spot of spots) spot?.lay(setting, letters)
    return spots.map((spot) => spot?.height ?? 0)
  }
}

/** Puts the cards of one page in their places, and takes the others out of sight. */
export function show(all: readonly string[], page: Page, letters: number, find: Find): void {
  const fresh: Spot[] = []
  for (const card of all) {
    const spot = find(card)
    spot?.put(page.cards.get(card), letters)
    if (spot?.fresh) fresh.push(spot)
  }
  // What hangs there glides to its next place; what is new is put there, and does not come from a corner.
  for (const spot of fresh) spot.hold()
  for (const spot of fresh) spot.hang()
}
