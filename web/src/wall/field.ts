/** Sets cards on the wall: measures the real ones and puts each in its place, before anything is painted. */
import {
  arrange,
  keep,
  MOST_PER_PAGE,
  type Column,
  type Limits,
  type Measure,
  type Page,
  type Placed,
  type Setting,
} from './layout'

/** Looks up the element of a card; null when it is not (yet) there. */
export type Find = (card: string) => HTMLElement | null

/** What the heights of cards depend on. */
export interface Looks {
  /** Size and letters of the sheet. */
  readonly sheet: string
  /** What cards show of more than themselves. */
  readonly around: unknown
  /** By card what is its own. */
  readonly cards: ReadonlyMap<string, unknown>
}

/** So much of the cards may come or go before the largest letters are looked for again. */
const SOME = 0.05

/** Measures, and returns the pages. What was set while measuring is overwritten by `show`. */
export function fit(columns: readonly Column[], limits: Limits, find: Find): Page[] {
  return arrange(columns, measureBy(find), limits)
}

/**
 * Returns a `fit` that keeps the letters of before while many cards hang there and few of them change:
 * to look for the largest letters is to measure all of them many times over.
 */
export function steadyFit(): (
  columns: readonly Column[],
  limits: Limits,
  find: Find,
  looks: Looks,
) => readonly Page[] {
  let former: { pages: readonly Page[]; looks: Looks; fitted: number } | null = null
  return (columns, limits, find, looks) => {
    const count = looks.cards.size
    let pages: readonly Page[] | null = null
    const before = former
    if (
      before !== null &&
      before.looks.sheet === looks.sheet &&
      Math.min(count, before.fitted) > MOST_PER_PAGE &&
      Math.abs(count - before.fitted) <= SOME * before.fitted
    ) {
      const looksSame = (id: string): boolean =>
        before.looks.around === looks.around && before.looks.cards.get(id) === looks.cards.get(id)
      pages = keep(columns, before.pages, measureBy(find), limits, looksSame)
    }
    const fitted = pages !== null && before !== null ? before.fitted : count
    pages ??= fit(columns, limits, find)
    former = { pages, looks, fitted }
    return pages
  }
}

function measureBy(find: Find): Measure {
  return (cards, setting) => {
    const elements = cards.map(find)
    for (const element of elements) if (element !== null) set(element, setting)
    // One pixel for heights that the browser rounds down.
    return elements.map((element) => (element === null ? 0 : element.offsetHeight + 1))
  }
}

/** Puts the cards of one page in their places, and takes the others out of sight. */
export function show(all: readonly string[], page: Page, find: Find): void {
  for (const card of all) {
    const element = find(card)
    if (element === null) continue
    const placed = page.cards.get(card)
    element.classList.toggle('elsewhere', placed === undefined)
    if (placed !== undefined) put(element, placed)
  }
  letGlide(all, find)
}

/** What hangs there glides to its next place; what is new is put there, and does not come from a corner. */
function letGlide(all: readonly string[], find: Find): void {
  const fresh = all.map(find).filter((element) => element?.classList.contains('hung') === false)
  // Asking where it is makes the place hold, before gliding begins.
  for (const element of fresh) element?.getBoundingClientRect()
  for (const element of fresh) element?.classList.add('hung')
}

function put(element: HTMLElement, { box, setting }: Placed): void {
  set(element, setting)
  element.style.translate = `${box.x}px ${box.y}px`
}

function set(element: HTMLElement, { font, width, lines }: Setting): void {
  element.style.fontSize = `${font}px`
  element.style.width = `${width}px`
  element.classList.toggle('shortened', lines !== null)
  element.style.setProperty('--lines', lines === null ? 'none' : String(lines))
}
