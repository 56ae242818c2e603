import { describe, expect, it } from 'vitest'
import { AtTable } from '../../src/phone/table.svelte'

/** A server that says yes when told to, in order. */
function slow() {
  const waiting: (() => void)[] = []
  const laid: (string | null)[] = []
  const put = (card: string | null) => {
    laid.push(card)
    return new Promise<void>((done) => waiting.push(done))
  }
  const answer = async () => {
    waiting.shift()?.()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { put, laid, answer }
}

describe('the card one is at, with others who lay cards on the table', () => {
  it('is the one that somebody else lays', () => {
    const place = new AtTable('a', slow().put)
    expect(place.at).toBe('a')
    place.follow('b')
    expect(place.at).toBe('b')
  })
  it('stays when the table is cleared', () => {
    const place = new AtTable('a', slow().put)
    place.follow(null)
    expect(place.at).toBe('a')
    place.follow('a')
    expect(place.at).toBe('a')
  })
  it('is not turned back by the echo of what one laid a moment ago', async () => {
    const { put, answer } = slow()
    const place = new AtTable('a', put)
    place.at = 'b'
    void place.lay('b')
    place.at = 'c'
    void place.lay('c')
    place.follow('b')
    expect(place.at).toBe('c')
    expect(place.table('b')).toBe('c')
    await answer()
    place.follow('b')
    expect(place.at).toBe('c')
    await answer()
    place.follow('c')
    expect(place.at).toBe('c')
    expect(place.table('c')).toBe('c')
  })
  it('gives way to what another laid after it, and asks for nothing itself then', async () => {
    const { put, laid, answer } = slow()
    const place = new AtTable('a', put)
    place.at = 'b'
    void place.lay('b')
    await answer()
    place.follow('z')
    expect(place.at).toBe('z')
    expect(laid).toEqual(['b'])
  })
  it('stays where one went when nothing came of laying it', async () => {
    const { put, answer } = slow()
    const place = new AtTable('a', put)
    place.at = 'b'
    void place.lay('b')
    await answer()
    place.follow('a')
    expect(place.at).toBe('b')
  })
})
