import { describe, expect, it } from 'vitest'
import { Heights } from '../../src/wall/heights'

const set = (font: number, em: number, lines: number | null = null) => ({
  font,
  width: em * font,
  lines,
})

function heights() {
  const asked: string[] = []
  const known = new Heights((cards) => {
    asked.push(...cards)
    return cards.map(() => 2)
  })
  return { asked, known }
}

describe('how high cards are', () => {
  it('is asked once for a width in letters, however large the letters are', () => {
    const { asked, known } = heights()
    expect(known.measure(['een', 'twee'], set(20, 12.5))).toEqual([40, 40])
    expect(known.measure(['een', 'twee'], set(13.7, 12.5))).toEqual([27.4, 27.4])
    expect(asked).toEqual(['een', 'twee'])
  })

  it('is not asked again where fewer lines cut nothing off', () => {
    const { asked, known } = heights()
    known.measure(['een'], set(20, 12))
    known.measure(['een'], set(20, 12, 2))
    expect(asked).toEqual(['een'])
  })

  it('is asked again for another width or for fewer lines, and of new cards only', () => {
    const { asked, known } = heights()
    known.measure(['een'], set(20, 12))
    known.measure(['een', 'twee'], set(20, 12))
    known.measure(['een'], set(20, 12.5))
    known.measure(['een'], set(20, 12, 1))
    expect(asked).toEqual(['een', 'twee', 'een', 'een'])
  })

  it('is asked again of the card that looks different, and of all when what is around them changed', () => {
    const { asked, known } = heights()
    const all = (een: string, around: string) => {
      known.know(
        new Map([
          ['een', een],
          ['twee', 'b'],
        ]),
        around,
      )
      asked.length = 0
      known.measure(['een', 'twee'], set(20, 12))
      return [...asked]
    }
    expect(all('a', 'Ann')).toEqual(['een', 'twee'])
    expect(all('a', 'Ann')).toEqual([])
    expect(all('A', 'Ann')).toEqual(['een'])
    expect(all('A', 'Anna')).toEqual(['een', 'twee'])
  })

  it('is forgotten of a card that is gone', () => {
    const { asked, known } = heights()
    known.know(new Map([['een', 'a']]), '')
    known.measure(['een'], set(20, 12))
    known.know(new Map(), '')
    known.know(new Map([['een', 'a']]), '')
    known.measure(['een'], set(20, 12))
    expect(asked).toEqual(['een', 'een'])
  })
})
