import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../src/wall/layout'
import { arrange } from '../../src/wall/pages'
import { expectSound, laid, LIMITS, mixed, SHEET, written } from './sheet'

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
