/**
 * Sets cards on the wall: measures the real ones and puts each in its place, before anything is
 * painted. All are laid out in the same letters, and then shown larger or smaller: so of a width
 * in letters a card is measured once, and to move or resize it asks for no layout.
 */
import { Heights, type Look, type MeasureOnce } from './heights'
import { keep, SOME } from './keeping'
import {
  arrange,
  MOST_PER_PAGE,
  type Column,
  type Limits,
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
 * and measures only what it does not know.
 */
export function steadyFit(): (
  columns: readonly Column[],
  limits: Limits,
  find: Find,
  looks: Looks,
) => Fitted {
  let former: { pages: readonly Page[]; fitted: readonly Page[] } | null = null
  let heights: Heights | null = null
  let sheet = ''
  return (columns, limits, find, looks) => {
    const letters = lettersFor(limits)
    if (sheet !== looks.sheet) heights = former = null
    sheet = looks.sheet
    heights ??= new Heights(measureBy(find, letters))
    heights.know(looks.cards, looks.around)
    const { measure } = heights
    const before = former !== null && isLikeFitted(looks.cards.size, former.fitted) ? former : null
    const kept = before && keep(columns, before.pages, measure, limits, before.fitted)
    const pages = kept ?? arrange(columns, measure, limits)
    former = { pages, fitted: kept === null ? pages : (before?.fitted ?? pages) }
    return { pages, letters }
  }
}

/** Of few cards all are laid out anew at every change: then each has the room that there is. */
function isLikeFitted(count: number, fitted: readonly Page[]): boolean {
  const before = fitted.reduce((sum, page) => sum + page.cards.size, 0)
  return Math.min(count, before) > MOST_PER_PAGE && Math.abs(count - before) <= SOME * before
}

/** In the middle of what is shown: what has no size of its own, such as a shadow, is about right. */
function lettersFor(limits: Limits): number {
  return 2 * limits.floor
}

/** What an element shows now; to set it once more would be work for nothing. */
interface Shown {
  letters?: number
  width?: string
  lines?: string
  spot?: string
  hidden?: boolean
}
const SHOWN = new WeakMap<HTMLElement, Shown>()

function measureBy(find: Find, letters: number): MeasureOnce {
  return (cards, setting) => {
    const elements = cards.map(find)
    for (const element of elements) {
      if (element === null) continue
      hide(element, false) // `show` takes it away again
      set(element, setting, letters)
    }
    // One pixel for heights that the browser rounds down.
    return elements.map((one) => (one === null ? 0 : (one.offsetHeight + 1) / letters))
  }
}

/** Puts the cards of one page in their places, and takes the others out of sight. */
export function show(all: readonly string[], page: Page, letters: number, find: Find): void {
  for (const card of all) {
    const element = find(card)
    if (element !== null) put(element, page.cards.get(card), letters)
  }
  letGlide(all, find)
}

/** What hangs there glides to its next place; what is new is put there, and does not come from a corner. */
function letGlide(all: readonly string[], find: Find): void {
  const fresh = all.map(find).filter((element) => element?.classList.contains('hung') === false)
  // Asking where it is makes the place hold, before gliding begins.
  fresh.map((element) => element && getComputedStyle(element).translate)
  for (const element of fresh) element?.classList.add('hung')
}

function put(element: HTMLElement, placed: Placed | undefined, letters: number): void {
  hide(element, placed === undefined)
  if (placed === undefined) return
  set(element, placed.setting, letters)
  const spot = spotOf(placed, letters)
  const shown = shownOn(element)
  if (shown.spot === spot) return
  shown.spot = spot
  element.style.translate = `${placed.box.x}px ${placed.box.y}px`
  element.style.scale = String(placed.setting.font / letters)
}

/** What is out of sight has no layout at all: the browser then works for the cards of one page only. */
function hide(element: HTMLElement, hidden: boolean): void {
  const shown = shownOn(element)
  if ((shown.hidden ?? false) === hidden) return
  shown.hidden = hidden
  element.classList.toggle('elsewhere', hidden)
  // Its animation would begin anew whenever it comes back.
  if (hidden) element.classList.add('risen')
}

function spotOf({ box, setting }: Placed, letters: number): string {
  return `${box.x} ${box.y} ${setting.font / letters}`
}

function set(element: HTMLElement, setting: Setting, letters: number): void {
  const shown = shownOn(element)
  if (shown.letters !== letters) element.style.fontSize = `${(shown.letters = letters)}px`
  const width = `${setting.width / setting.font}em`
  const lines = setting.lines === null ? 'none' : String(setting.lines)
  if (shown.width !== width) element.style.width = shown.width = width
  if (shown.lines === lines) return
  shown.lines = lines
  element.classList.toggle('shortened', setting.lines !== null)
  element.style.setProperty('--lines', lines)
}

function shownOn(element: HTMLElement): Shown {
  let shown = SHOWN.get(element)
  if (!shown) SHOWN.set(element, (shown = {}))
  return shown
}
