import { expect, it } from 'vitest'
import { direction } from '../../src/phone/swipe'

it('goes on with a swipe to the left, and back with one to the right', () => {
  expect(direction(-80, 5)).toBe(1)
  expect(direction(80, -5)).toBe(-1)
})
it('leaves taps and scrolling alone', () => {
  expect(direction(20, 0)).toBeNull()
  expect(direction(-80, 60)).toBeNull()
  expect(direction(0, 300)).toBeNull()
})
