/**
 * Lets a sheet with many cards be as it was when a few of them come, go or change: they stay on
 * their page, in their stack and in their letters as far as that goes. Knows no DOM, like layout.ts.
 */
import {
  fill,
  settingFor,
  stack,
  stackBy,
  type Column,
  type Limits,
  type Measure,
  type Page,
  type Placed,
  type Stacked,
} from './layout'
import { inPlace } from './packing'
import { countOf, MOST_PER_PAGE, share, tryPages } from './pages'

/** So much of the cards may come or go before the largest letters are looked for again. */
export const SOME = 0.05
const FULL = Math.floor(MOST_PER_PAGE * (1 + SOME))
/** What is tried of the largest letters that were found, where a card more has to fit. */
const SMALLER = [1, 0.97, 0.94, 0.9, 0.85] as const

/**
 * Places cards in the letters of before or somewhat smaller ones. A page on which that does not go
 * is filled anew or divided in two, apart from the others; null where that does not go either.
 *
 * @param former pages of the same sheet, before some cards came, went or changed.
 * @param changed the cards of which the height may be another one than when their page was placed.
 * @param at the page in sight: as long as cards stay on their pages, the others are left as they
 *   were until they come into sight, even when cards on them are gone or changed or not placed yet.
 * @returns of a page on which nothing changed, that page itself.
 */
export function keep(
  columns: readonly Column[],
  former: readonly Page[],
  measure: Measure,
  limits: Limits,
  changed: ReadonlySet<string>,
  at: number,
): readonly Page[] | null {
  const stayed = stayOnPage(columns, former)
  const shares = stayed ?? shareAnew(columns, former.length)
  if (shares === null) return null
  const found: Page[] = []
  for (const [number, page] of former.entries()) {
    const part = shares[number] ?? []
    const waits = stayed !== null && number !== at
    const same = waits || isAsBefore(part, page, changed)
    const kept = same ? [page] : renew(part, page, measure, limits)
    if (kept === null) return null
    found.push(...kept)
  }
  return found
}

/** The same page with other cards: one page, or two where they do not fit on one. */
function renew(
  columns: readonly Column[],
  page: Page,
  measure: Measure,
  limits: Limits,
): readonly Page[] | null {
  if (countOf(columns) <= FULL) {
    const one = keepPage(columns, page, measure, limits) ?? fill(columns, measure, limits)
    if (one !== null) return [one]
  }
  return tryPages(columns, 2, measure, limits)
}

function isAsBefore(
  part: readonly Column[],
  { cards }: Page,
  changed: ReadonlySet<string>,
): boolean {
  const ids = part.flatMap((column) => column.cards)
  const before = [...cards.keys()]
  return (
    ids.length === before.length && ids.every((id, at) => id === before[at] && !changed.has(id))
  )
}

/** By page the columns on it; null where cards changed places, or none are left on a page. */
function stayOnPage(columns: readonly Column[], former: readonly Page[]): Column[][] | null {
  const pageOf = new Map(former.flatMap((page, at) => [...page.cards.keys()].map((id) => [id, at])))
  const parts = columns.map((column) => staying(column.cards, pageOf, former.length))
  const known = parts.filter((part) => part !== null)
  return known.length < parts.length ? null : pagesOf(columns, known, former.length)
}

/** By page the cards on it: a new one goes with the one before it. */
function staying(
  cards: readonly string[],
  pageOf: ReadonlyMap<string, number>,
  pages: number,
): string[][] | null {
  const parts = Array.from({ length: pages }, (): string[] => [])
  let at = 0
  for (const card of cards) {
    const known = pageOf.get(card) ?? at
    if (known < at) return null
    at = known
    parts[at]?.push(card)
  }
  return parts
}

function shareAnew(columns: readonly Column[], pages: number): Column[][] | null {
  const parts = columns.map(({ cards }) =>
    Array.from({ length: pages }, (_, at) => share(cards, at, pages)),
  )
  return pagesOf(columns, parts, pages)
}

function pagesOf(
  columns: readonly Column[],
  parts: readonly (readonly (readonly string[])[])[],
  pages: number,
): Column[][] | null {
  const found = Array.from({ length: pages }, (_, at) =>
    columns.map((column, number) => ({ ...column, cards: parts[number]?.[at] ?? [] })),
  )
  return found.every((shares) => countOf(shares) > 0) ? found : null
}

/** In the letters of before, at best each in its stack; else in somewhat smaller ones. */
function keepPage(
  columns: readonly Column[],
  page: Page,
  measure: Measure,
  limits: Limits,
): Page | null {
  if (page.ways.length !== columns.length) return null
  const shorten = page.ways.some((way) => way.setting.lines !== null)
  const abreast = (at: number): number => page.ways[at]?.abreast ?? 1
  const kept = pageOf(page, page.font, columns, (column, at) => {
    const stayed = stay(column, page, measure, abreast(at), shorten)
    return stayed ?? stack(column, measure, page.font, abreast(at), shorten)
  })
  if (kept !== null) return kept
  for (const font of SMALLER.map((part) => part * page.largest)) {
    if (font >= page.font || font < limits.floor) continue
    const shortens = shorten || font < limits.legible
    const smaller = pageOf(page, font, columns, (column, at) =>
      stack(column, measure, font, abreast(at), shortens),
    )
    if (smaller !== null) return smaller
  }
  return null
}

function pageOf(
  { largest }: Page,
  font: number,
  columns: readonly Column[],
  stacked: (column: Column, at: number) => Stacked | null,
): Page | null {
  const stacks: Stacked[] = []
  for (const [at, column] of columns.entries()) {
    const one = stacked(column, at)
    if (one === null) return null
    stacks.push(one)
  }
  const cards = new Map(stacks.flatMap((one) => [...one.cards]))
  return { font, largest, cards, ways: stacks.map((one) => one.way) }
}

/** Each card in the stack that it is in. */
function stay(
  column: Column,
  page: Page,
  measure: Measure,
  abreast: number,
  shorten: boolean,
): Stacked | null {
  const setting = settingFor(column, page.font, abreast, shorten)
  if (setting === null) return null
  const stacks = column.cards.map((id) => stackOf(page.cards.get(id), column))
  return stackBy(column, measure, { setting, abreast }, (heights, grid) =>
    inPlace(heights, stacks, grid),
  )
}

/** Null for one that is new in this column. */
function stackOf(placed: Placed | undefined, { area }: Column): number | null {
  if (placed === undefined) return null
  const { x } = placed.box
  return x >= area.x && x < area.x + area.width ? placed.across : null
}
