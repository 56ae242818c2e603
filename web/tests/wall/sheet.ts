/** A sheet without a browser: cards of so many letters, and what holds of every page. */
import { expect } from 'vitest'
import { columnsOf, limitsFor, type Box, type Measure, type Page } from '../../src/wall/layout'
import { arrange } from '../../src/wall/pages'

export const SHEET: Box = { x: 0, y: 0, width: 1000, height: 540 }
export const LIMITS = limitsFor(720)

/** Stands in for the browser: half an em per letter, 1.25 em per line, 1.5 em of padding. */
export function measuring(lengths: Map<string, number>): Measure {
  return (cards, { font, width, lines }) =>
    cards.map((id) => {
      const perLine = Math.max(1, Math.floor((width - 1.5 * font) / (0.45 * font)))
      const needed = Math.max(1, Math.ceil((lengths.get(id) ?? 0) / perLine))
      return (Math.min(needed, lines ?? needed) * 1.25 + 1.2) * font
    })
}

export function written(count: number, length: (at: number) => number): Map<string, number> {
  return new Map(Array.from({ length: count }, (_, at) => [`card${at}`, length(at)]))
}

export function mixed(at: number): number {
  return [10, 40, 90, 25, 300, 130, 60, 180][at % 8] ?? 10
}

export function laid(lengths: Map<string, number>, zones = 1): Page[] {
  const ids = [...lengths.keys()]
  const columns = Array.from({ length: zones }, (_, zone) =>
    ids.filter((_, at) => at % zones === zone),
  )
  return arrange(columnsOf(columns, SHEET, 24), measuring(lengths), LIMITS)
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function expectSound(page: Page): void {
  const boxes = [...page.cards.values()].map((placed) => placed.box)
  for (const [at, box] of boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(SHEET.x)
    expect(box.x + box.width).toBeLessThanOrEqual(SHEET.x + SHEET.width + 0.01)
    expect(box.y + box.height).toBeLessThanOrEqual(SHEET.y + SHEET.height + 0.01)
    for (const other of boxes.slice(at + 1)) expect(overlaps(box, other)).toBe(false)
  }
}
