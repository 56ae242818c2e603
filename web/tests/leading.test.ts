import { expect, test } from 'vitest'
import { leading, readFragment } from '../src/leading'

test('the link of the gespreksleider says that it leads, and carries the same secret', () => {
  expect(readFragment(leading('q1w2e3r4'))).toEqual({ leads: true, secret: 'q1w2e3r4' })
  expect(readFragment('q1w2e3r4')).toEqual({ leads: false, secret: 'q1w2e3r4' })
})
