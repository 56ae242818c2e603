import { describe, expect, it } from 'vitest'
import {
  arrange,
  columnsOf,
  keep,
  limitsFor,
  type Box,
  type Measure,
  type Page,
} from '../../src/wall/layout'

const SHEET: Box = { x: 0, y: 0, width: 1000, height: 540 }
const LIMITS = limitsFor(720)

/** Stands in for the browser: half an em per letter, 1.25 em per line, 1.5 em of padding. */
function measuring(lengths: Map<string, number>): Measure {
  return (cards, { font, width, lines }) =>
    cards.map((id) => {
      const perLine = Math.max(1, Math.floor((width - 1.5 * font) / (0.45 * font)))
      const needed = Math.max(1, Math.ceil((lengths.get(id) ?? 0) / perLine))
      return (Math.min(needed, lines ?? needed) * 1.25 + 1.2) * font
    })
}

function written(count: number, length: (at: number) => number): Map<string, number> {
  return new Map(Array.from({ length: count }, (_, at) => [`card${at}`, length(at)]))
}

function mixed(at: number): number {
  return [10, 40, 90, 25, 300, 130, 60, 180][at % 8] ?? 10
}

function laid(lengths: Map<string, number>, zones = 1): Page[] {
  const ids = [...lengths.keys()]
  const columns = Array.from({ length: zones }, (_, zone) =>
    ids.filter((_, at) => at % zones === zone),
  )
  return arrange(columnsOf(columns, SHEET, 24), measuring(lengths), LIMITS)
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function expectSound(page: Page): void {
  const boxes = [...page.cards.values()].map((placed) => placed.box)
  for (const [at, box] of boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(SHEET.x)
    expect(box.x + box.width).toBeLessThanOrEqual(SHEET.x + SHEET.width + 0.01)
    expect(box.y + box.height).toBeLessThanOrEqual(SHEET.y + SHEET.height + 0.01)
    for (const other of boxes.slice(at + 1)) expect(overlaps(box, other)).toBe(false)
  }
}

describe('the layout of the wall', () => {
  it.each([1, 2, 6, 12, 25, 40])('keeps %i cards of mixed length apart on one page', (count) => {
    const pages = laid(written(count, mixed))
    expect(pages).toHaveLength(1)
    expect(pages[0]?.cards.size).toBe(count)
    pages.forEach(expectSound)
  })

  it.each([2, 3, 6])('keeps cards apart in %i columns', (zones) => {
    const pages = laid(written(18, mixed), zones)
    pages.forEach(expectSound)
    expect(pages.reduce((sum, page) => sum + page.cards.size, 0)).toBe(18)
  })

  it('keeps cards apart whatever their number, lengths and columns', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % below
    }
    for (let round = 0; round < 120; round += 1) {
      const lengths = written(random(70), () => (random(12) === 0 ? random(2000) : random(300)))
      const pages = laid(lengths, 1 + random(4))
      pages.forEach(expectSound)
      const hung = pages.flatMap((page) => [...page.cards.keys()])
      expect(hung.toSorted()).toEqual([...lengths.keys()].toSorted())
    }
  })

  it('writes larger when there is less to show', () => {
    const [few] = laid(written(4, mixed))
    const [many] = laid(written(30, mixed))
    expect(few?.font).toBeGreaterThan((many?.font ?? 0) * 1.5)
  })

  it('keeps the letters of a few short cards within bounds', () => {
    expect(laid(written(1, () => 20))[0]?.font).toBe(LIMITS.largest)
  })

  it('leafs rather than write too small', () => {
    const pages = laid(written(40, () => 390))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expectSound(page)
      expect(page.font).toBeGreaterThanOrEqual(LIMITS.floor)
    }
    expect(pages.reduce((sum, page) => sum + page.cards.size, 0)).toBe(40)
  })

  it('leafs above forty cards, each on exactly one page and in order', () => {
    const lengths = written(95, () => 12)
    const pages = laid(lengths)
    expect(pages).toHaveLength(3)
    expect(pages.flatMap((page) => [...page.cards.keys()])).toEqual([...lengths.keys()])
  })

  it('shortens only the extremely long, and only when letters would be too small', () => {
    const roomy = laid(new Map([['long', 2000]]))
    expect(roomy[0]?.cards.get('long')?.setting.lines).toBeNull()
    const full = laid(written(24, (at) => (at === 3 ? 2000 : 120)))
    expect(full).toHaveLength(1)
    const { setting } = full[0]?.cards.get('card3') ?? expect.fail('card3 is gone')
    const perLine = (setting.width - 1.5 * setting.font) / (0.45 * setting.font)
    expect((setting.lines ?? 0) * Math.floor(perLine)).toBeGreaterThanOrEqual(390)
  })

  it('ends even when a card fits nowhere', () => {
    const pages = arrange(
      columnsOf([['huge']], SHEET, 0),
      (cards, { lines }) => cards.map(() => (lines ?? 1e6) * 15),
      LIMITS,
    )
    expect(pages[0]?.cards.has('huge')).toBe(true)
  })

  it('gives one empty page when there is nothing to show', () => {
    const pages = laid(new Map(), 2)
    expect(pages).toHaveLength(1)
    expect(pages[0]?.cards.size).toBe(0)
  })
})

describe('a wall with many cards, of which one changes', () => {
  const MANY = 200
  function changed(lengths: Map<string, number>, id: string) {
    const former = laid(written(MANY, mixed))
    const asked: string[] = []
    const measure: Measure = (cards, setting) => {
      asked.push(...cards)
      return measuring(lengths)(cards, setting)
    }
    const columns = columnsOf([[...lengths.keys()]], SHEET, 24)
    return { former, asked, pages: keep(columns, former, measure, LIMITS, (one) => one !== id) }
  }

  it('keeps its letters and measures that card alone, where it still fits', () => {
    const { former, asked, pages } = changed(written(MANY, mixed).set('card3', 20), 'card3')
    expect(pages?.map((page) => page.font)).toEqual(former.map((page) => page.font))
    expect(asked).toEqual(['card3'])
    pages?.forEach(expectSound)
  })

  it('keeps every card in sight and apart when one grows, comes or goes', () => {
    const shorter = written(MANY, mixed)
    shorter.delete('card7')
    for (const lengths of [
      written(MANY, mixed).set('card3', 160),
      written(MANY, mixed).set('new', 60),
      shorter,
    ]) {
      const { pages } = changed(lengths, 'card3')
      pages?.forEach(expectSound)
      const hung = pages?.flatMap((page) => [...page.cards.keys()])
      expect(hung?.sort()).toEqual([...lengths.keys()].sort())
    }
  })

  it('gives up where that would make letters too small to read', () => {
    const { pages } = changed(written(MANY, mixed).set('card3', 4000), 'card3')
    expect(pages).toBeNull()
  })
})
