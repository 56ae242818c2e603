import { describe, expect, it } from 'vitest'
import { Heights } from '../../src/wall/heights'
import { keep } from '../../src/wall/keeping'
import { columnsOf, type Measure, type Page } from '../../src/wall/layout'
import { expectSound, laid, LIMITS, measuring, SHEET, written } from './sheet'

const MANY = 200
const short = (at: number) => [10, 24, 44, 18, 30][at % 5] ?? 10

/** The pages after a change of these lengths, and who was measured for it. */
function changed(lengths: Map<string, number>, former = laid(written(MANY, short))) {
  const before = written(MANY, short)
  const asked: string[] = []
  const heights = new Heights((cards, setting) => {
    asked.push(...cards)
    return measuring(lengths)(cards, setting).map((height) => height / setting.font)
  })
  heights.know(before, 'around')
  for (const page of former)
    for (const way of page.ways) heights.measure([...page.cards.keys()], way.setting)
  asked.length = 0
  const other = heights.know(lengths, 'around')
  const columns = columnsOf([[...lengths.keys()]], SHEET, 24)
  return { former, asked, pages: keepAll(columns, former, heights.measure, LIMITS, other) }
}

/** Every page has been in sight. */
function keepAll(...[columns, former, measure, limits, other]: Without<typeof keep>) {
  let pages: readonly Page[] | null = former
  for (let at = 0; pages !== null && at < pages.length; at += 1)
    pages = keep(columns, pages, measure, limits, other, at)
  return pages
}
type Without<F> = F extends (...all: [...infer Most, number]) => unknown ? Most : never

function without(...ids: string[]): Map<string, number> {
  const lengths = written(MANY, short)
  for (const id of ids) lengths.delete(id)
  return lengths
}

/** Those whose place or size is another one. */
function moved(former: readonly Page[], pages: readonly Page[]): string[] {
  const before = new Map(former.flatMap((page) => [...page.cards]))
  return pages.flatMap((page) =>
    [...page.cards].flatMap(([id, { box, setting }]) => {
      const was = before.get(id)
      const same = was?.box.x === box.x && was.box.y === box.y && was.setting.font === setting.font
      return same ? [] : [id]
    }),
  )
}

describe('a wall with many cards, of which one changes', () => {
  it('measures that card alone and moves none, where it is as high as before', () => {
    const { former, asked, pages } = changed(written(MANY, short).set('card3', 26))
    expect(asked).toEqual(['card3'])
    expect(moved(former, pages ?? [])).toEqual([])
  })

  it('leaves the other pages as they are, the very same ones', () => {
    const { former, pages } = changed(written(MANY, short).set('card3', 10))
    expect(pages?.map((page, at) => page === former[at])).toEqual([false, true, true, true, true])
    const fewer = changed(without('card88'))
    expect(fewer.pages?.map((page, at) => page === fewer.former[at])).toEqual([
      true,
      true,
      false,
      true,
      true,
    ])
    expect(fewer.asked).toEqual([])
  })

  it('moves only what hangs below a card that is taken away', () => {
    const { former, pages } = changed(without('card88'))
    const page = former[2]
    const gone = page?.cards.get('card88')
    if (!page || !gone || !pages) return expect.fail('card88 hangs elsewhere')
    const below = [...page.cards].filter(
      ([, { across, box }]) => across === gone.across && box.y > gone.box.y,
    )
    expect(moved(former, pages)).toEqual(below.map(([id]) => id))
  })

  it('hangs a new card on the last page, and moves none', () => {
    const { former, asked, pages } = changed(written(MANY, short).set('new', 10))
    expect(asked).toEqual(['new'])
    expect(pages?.at(-1)?.cards.has('new')).toBe(true)
    expect(moved(former, pages ?? [])).toEqual(['new'])
  })

  it('keeps every card in sight and apart, and in order, when one grows, comes or goes', () => {
    for (const lengths of [
      written(MANY, short).set('card3', 160),
      written(MANY, short).set('new', 60),
      without('card7'),
      without('card7', 'card11', 'card12', 'card19', 'card24'),
    ]) {
      const { pages } = changed(lengths)
      pages?.forEach(expectSound)
      pages?.forEach(expectReadable)
      const hung = pages?.flatMap((page) => [...page.cards.keys()])
      expect(hung).toEqual([...lengths.keys()])
    }
  })

  it('divides a page that gets too full in two, and touches no other', () => {
    const lengths = grown(3)
    const { former, pages } = changed(lengths)
    expect(pages?.map((page) => page.cards.size)).toEqual([40, 40, 40, 40, 22, 21])
    expect(pages?.slice(0, 4)).toEqual(former.slice(0, 4))
    expect(pages?.flatMap((page) => [...page.cards.keys()])).toEqual([...lengths.keys()])
    pages?.forEach(expectSound)
  })

  it('fills a page anew, and that one alone, where its letters would get far smaller', () => {
    const { former, pages } = changed(written(MANY, short).set('card3', 40_000))
    expect(pages?.slice(1)).toEqual(former.slice(1))
    expect(pages?.[0]?.font).toBeLessThan(0.85 * (former[0]?.font ?? 0))
    expect(pages?.[0]?.font).toBe(pages?.[0]?.largest)
    pages?.forEach(expectSound)
  })

  it('divides a page in two, and that one alone, where letters would get too small to read', () => {
    const lengths = written(MANY, short)
    for (let at = 40; at < 80; at += 1) lengths.set(`card${String(at)}`, 250)
    const { former, pages } = changed(lengths)
    expect(pages?.map((page) => page.cards.size)).toEqual([40, 20, 20, 40, 40, 40])
    expect(pages?.slice(3)).toEqual(former.slice(2))
    pages?.forEach(expectSound)
  })

  it('gives up where they do not even fit on two', () => {
    const lengths = grown(80)
    for (const card of lengths.keys()) if (card.startsWith('new')) lengths.set(card, 390)
    expect(changed(lengths).pages).toBeNull()
  })

  it('makes letters somewhat smaller where it must, but never smaller and smaller', () => {
    const lengths = written(MANY, short)
    const columns = columnsOf([[...lengths.keys()]], SHEET, 24)
    const limits = { ...LIMITS, legible: 1, floor: 1 }
    const all = new Set(lengths.keys())
    const higher =
      (times: number): Measure =>
      (cards, setting) =>
        measuring(lengths)(cards, setting).map((height) => times * height)
    let pages: readonly Page[] = laid(lengths)
    const [first] = pages
    for (let times = 1; times < 2; times += 0.02) {
      pages = keepAll(columns, pages, higher(times), limits, all) ?? expect.fail('gave up')
      for (const { font, largest } of pages) expect(font).toBeGreaterThanOrEqual(0.85 * largest)
    }
    // The largest were looked for anew in between.
    expect(pages[0]?.largest).toBeLessThan(first?.largest ?? 0)
  })
})

function grown(count: number): Map<string, number> {
  const lengths = written(MANY, short)
  for (let at = 0; at < count; at += 1) lengths.set(`new${String(at)}`, 10)
  return lengths
}

/** None lies far above one that comes before it, unless stacks are read one by one. */
function expectReadable(page: Page): void {
  const placed = [...page.cards.values()]
  const downwards = placed.every(
    (one, at) => at === 0 || one.across >= (placed[at - 1]?.across ?? 0),
  )
  if (downwards || placed.some((one) => one.setting.lines !== null)) return
  for (const [at, { box }] of placed.entries())
    for (const later of placed.slice(at + 1))
      expect(later.box.y + 2 * later.box.height).toBeGreaterThan(box.y)
}
