import { describe, expect, it } from 'vitest'
import type { CardView } from '../../src/protocol'
import { earlier, later, nextOpen } from '../../src/phone/order'

const row = ['a', 'b', 'c'].map((id) => ({ id }) as CardView)

describe('moving a card one place', () => {
  it('puts it before its left neighbour', () => {
    expect(earlier(row, 'c')).toBe('b')
    expect(earlier(row, 'a')).toBeUndefined()
    expect(earlier(row, 'x')).toBeUndefined()
  })
  it('puts it past its right neighbour, and last before nothing', () => {
    expect(later(row, 'a')).toBe('c')
    expect(later(row, 'b')).toBeNull()
    expect(later(row, 'c')).toBeUndefined()
    expect(later(row, 'x')).toBeUndefined()
  })
})

describe('what is still open', () => {
  it('is looked for onwards, and then from the start', () => {
    expect(nextOpen([true, false, true], 1)).toBe(2)
    expect(nextOpen([true, false, false], 1)).toBe(0)
    expect(nextOpen([false, false], 0)).toBeNull()
    expect(nextOpen([], 0)).toBeNull()
  })
})
