import { expect, test } from 'vitest'
import type { OutboxItem } from '../../src/outbox'
import { begins, openOnes } from '../../src/phone/answering'
import type { CardView } from '../../src/protocol'

const cards = ['c1', 'c2'].map((id) => ({ id, answer: null }) as unknown as CardView)
const answerTo = (card: string, state: OutboxItem['state']): OutboxItem => ({
  id: card,
  request: { type: 'answer_card', card, text: '' },
  onBehalfOf: null,
  state,
  reason: null,
  at: 0,
})

test('an answer on its way counts as one; a refused one does not', () => {
  expect(openOnes(cards, [answerTo('c1', 'sending')])).toEqual([false, true])
  expect(openOnes(cards, [answerTo('c1', 'waiting')])).toEqual([false, true])
  expect(openOnes(cards, [answerTo('c1', 'unsaved')])).toEqual([true, true])
})

test('who comes back from another tab does not begin anew, until all was answered', () => {
  expect(begins('r1 ann', true)).toBe(true)
  expect(begins('r1 ann', true)).toBe(false)
  expect(begins('r2 ann', true)).toBe(true)
  expect(begins('r1 ann', false)).toBe(false)
  expect(begins('r1 ann', true)).toBe(true)
})
