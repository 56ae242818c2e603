/** Divides the cards of a sheet over pages. Knows no DOM, like layout.ts. */
import { fill, squeeze, type Column, type Limits, type Measure, type Page } from './layout'

export const MOST_PER_PAGE = 40

/**
 * Divides cards over as few pages as will do, and places each.
 *
 * @param columns in reading order; a page takes its share of every column.
 * @returns at least one page, also when there are no cards.
 */
export function arrange(columns: readonly Column[], measure: Measure, limits: Limits): Page[] {
  const most = countOf(columns)
  for (let pages = Math.max(1, Math.ceil(most / MOST_PER_PAGE)); ; pages += 1) {
    const last = pages >= Math.max(1, most)
    const found = tryPages(columns, pages, measure, limits, last)
    if (found !== null) return found
  }
}

/**
 * Divides cards over so many pages, and places each; null where one of them does not fit.
 *
 * @param last whether cards that fit on no page of their own are to be shortened until they do.
 */
export function tryPages(
  columns: readonly Column[],
  pages: number,
  measure: Measure,
  limits: Limits,
  last = false,
): Page[] | null {
  const found: Page[] = []
  for (let at = 0; at < pages; at += 1) {
    const shares = columns.map((column) => ({ ...column, cards: share(column.cards, at, pages) }))
    const page = fill(shares, measure, limits) ?? (last ? squeeze(shares, measure, limits) : null)
    if (page === null) return null
    found.push(page)
  }
  return found.filter((page, at) => at === 0 || page.cards.size > 0)
}

/** Returns the part of a column that falls to one of so many pages. */
export function share(cards: readonly string[], at: number, pages: number): readonly string[] {
  const from = Math.round((cards.length * at) / pages)
  return cards.slice(from, Math.round((cards.length * (at + 1)) / pages))
}

/** Counts the cards of all columns. */
export function countOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.cards.length, 0)
}
