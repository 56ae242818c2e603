import { expect, test } from 'vitest'
import { whose, wordedBy } from '../src/names'
import type { CardView, View } from '../src/protocol'
import { BoardState, keyOf } from '../src/state'
import { answerOf } from '../src/wording'
import { CARD } from './made'

const split = (form: string, ...groups: { id: string; title: string }[]) => ({
  form,
  groups,
  size: null,
  who: ['deelnemer'],
})
const method = {
  type: 'method',
  id: 'r',
  groups: { advies: 'Buitenkring' },
  steps: [
    { id: 'lopen', split: split('duos') },
    { id: 'kringen', split: split('named', { id: 'buiten', title: 'Buitenkring' }) },
    { id: 'groepjes', split: split('subgroups') },
  ],
}
const board = { type: 'board', id: 'b', language: 'nl', phase: 'round', round: 'r' }
const ann = { type: 'person', id: 'ann', name: 'Ann', order: 1 }
const bob = { type: 'person', id: 'bob', name: 'Bob', order: 2 }
const all = [board, method, ann, bob] as unknown as View[]
const state = new BoardState(new Map(all.map((view) => [keyOf(view), view])), 'bob')
const card = (over: Partial<CardView>): CardView => ({ ...CARD, ...over })

test('a card of one person is theirs alone', () => {
  expect(whose(state, card({}))).toBe('Ann')
})

test.each([
  ['lopen', '2', 'Duo 2\u00a0·\u00a0Ann'],
  ['kringen', 'buiten', 'Buitenkring\u00a0·\u00a0Ann'],
  ['groepjes', '1', 'Groepje 1\u00a0·\u00a0Ann'],
])('a card of a subgroup says which, as divided in %s', (step, group, says) => {
  expect(whose(state, card({ group, split: step }))).toBe(says)
})

test('a card that only one circle writes says which', () => {
  expect(whose(state, card({ kind: 'advies' }))).toBe('Buitenkring\u00a0·\u00a0Ann')
})

test('P21 of an anonymous card it is not told either who worded it', () => {
  const own = card({ anonymous: true, earlier: ['Eerst'], reworded_by: ['bob'] })
  expect(wordedBy(state, own, 1)).toBe('')
  expect(wordedBy(state, { ...own, anonymous: false }, 1)).toBe('Bob')
})

test('an answer stands after the words that the method lets it begin with', () => {
  const answer = { by: 'bob', text: 'dat ik wacht', opening: 'Dus je zegt …' }
  expect(answerOf(answer)).toBe('Dus je zegt dat ik wacht')
  expect(answerOf({ ...answer, opening: '' })).toBe('dat ik wacht')
  expect(answerOf({ ...answer, text: '' })).toBe('')
})
