import { expect, it } from 'vitest'
import { graphemes, roomLeft } from '../../src/phone/graphemes'

it('counts a family, a flag and a stacked letter as one', () => {
  expect(graphemes('👨‍👩‍👧‍👦🇳🇱e\u0301')).toBe(3)
})
it('says nothing of room while there is plenty', () => {
  expect(roomLeft('a'.repeat(1799))).toBeNull()
  expect(roomLeft('👨‍👩‍👧‍👦'.repeat(200))).toBeNull()
})
it('says what is left near the end, and how much is too much', () => {
  expect(roomLeft('a'.repeat(1990))).toBe(10)
  expect(roomLeft('a'.repeat(2003))).toBe(-3)
})
