import { expect, test } from 'vitest'
import { underHands } from '../src/shell'

type Field = { value: string; readOnly: boolean }
const page = (pathname: string, ...fields: Field[]) =>
  ({ location: { pathname }, querySelectorAll: () => fields }) as unknown as Document

test('nothing reloads by itself under the hands of who types or comes in', () => {
  expect(underHands(page('/j/b1'))).toBe(true)
  expect(underHands(page('/b/b1', { value: 'Wat', readOnly: false }))).toBe(true)
})

test('a page on which nothing was typed may reload', () => {
  const link = { value: 'https://flapover.nl/j/b1', readOnly: true }
  expect(underHands(page('/b/b1', { value: '', readOnly: false }, link))).toBe(false)
  expect(underHands(page('/'))).toBe(false)
})
