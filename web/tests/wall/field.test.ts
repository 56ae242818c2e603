import { describe, expect, it } from 'vitest'
import { steadyFit, type Looks } from '../../src/wall/field'
import { columnsOf } from '../../src/wall/layout'
import { Spot } from '../../src/wall/spot'
import { LIMITS, SHEET } from './sheet'

const HEIGHT_PX = 60

/** A sheet with cards that say what they are given, and who of them was measured. */
function sheet() {
  const fit = steadyFit()
  const asked: string[] = []
  const spots = new Map<string, Spot>()
  const find = (card: string) => {
    const known = spots.get(card) ?? new Spot(elementOf(() => asked.push(card)))
    spots.set(card, known)
    return known
  }
  const looksOf = (cards: Map<string, string>): Looks => ({ sheet: '', around: '', cards })
  const hang = (cards: Map<string, string>, at: number) => {
    asked.length = 0
    return fit(columnsOf([[...cards.keys()]], SHEET, 24), LIMITS, find, looksOf(cards), at).pages
  }
  return { asked, hang }
}

function elementOf(measured: () => void): HTMLElement {
  const nothing = () => undefined
  return {
    style: { setProperty: nothing },
    classList: { toggle: nothing, add: nothing },
    get offsetHeight() {
      measured()
      return HEIGHT_PX
    },
  } as unknown as HTMLElement
}

function cards(): Map<string, string> {
  return new Map(Array.from({ length: 200 }, (_, at) => [`card${String(at)}`, 'a']))
}

describe('a sheet with many cards, of which one page is in sight', () => {
  it('leaves the other pages, and measures nothing of them, until they come into sight', () => {
    const { asked, hang } = sheet()
    const before = hang(cards(), 0)
    const place = before.length - 1
    const other = cards().set('card199', 'b').set('new', 'a')
    other.delete('card198')
    expect(hang(other, 0)).toEqual(before)
    expect(asked).toEqual([])
    const turned = hang(other, place)
    expect(turned.slice(0, place)).toEqual(before.slice(0, place))
    expect([...(turned[place]?.cards.keys() ?? [])].slice(-2)).toEqual(['card199', 'new'])
    expect(new Set(asked)).toEqual(new Set(['card199', 'new']))
    hang(other, 0)
    expect(hang(other, place)[place]).toBe(turned[place])
  })

  it('divides a page that got too full when it comes into sight', () => {
    const { hang } = sheet()
    const pages = hang(cards(), 0).length
    const more = cards()
    for (let at = 0; at < 9; at += 1) more.set(`new${String(at)}`, 'a')
    expect(hang(more, 0)).toHaveLength(pages)
    const turned = hang(more, pages - 1)
    expect(turned).toHaveLength(pages + 1)
    expect(turned.flatMap((page) => [...page.cards.keys()])).toEqual([...more.keys()])
  })
})

describe('a card that hung on a page out of sight from the beginning', () => {
  it('is new when it comes into sight, so that it is put there and does not glide in', () => {
    const spot = new Spot(elementOf(() => undefined))
    spot.put(undefined, 12)
    expect(spot.fresh).toBe(false)
    const box = { x: 30, y: 40, width: 100, height: 20 }
    spot.put({ box, setting: { font: 12, width: 100, lines: null }, across: 0 }, 12)
    expect(spot.fresh).toBe(true)
    spot.hang()
    expect(spot.fresh).toBe(false)
  })
})
