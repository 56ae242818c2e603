import { describe, expect, it } from 'vitest'
import type { CardView, MethodView, RatingView, RoundView, View } from '../../src/protocol'
import { BoardState, keyOf } from '../../src/state'
import { saidOf, toneOf, weighable, weightOf } from '../../src/weighing/weighing'
import { CARD, rating } from '../made'

const words = { name: 's', values: [value('warm', '＋', 'warm'), value('koud', '–', 'cold')] }
const numbers = {
  name: 'n',
  values: ['een', 'twee', 'drie'].map((id, at) => value(id, `${at + 1}`)),
}
function value(id: string, sign: string, tone: 'warm' | 'cold' | 'plain' = 'plain') {
  return { id, sign, word: id, meaning: '', tone }
}
const method: Partial<MethodView> = {
  type: 'method',
  id: 'r',
  scales: { words, numbers },
  criteria: [
    { id: 'belang', name: 'belangrijk' },
    { id: 'gemak', name: 'makkelijk' },
  ],
}
const round: Partial<RoundView> = { type: 'round', id: 'r', step: 's', lap: 1 }
function board(...cards: CardView[]): BoardState {
  const all = [{ type: 'board', round: 'r' }, round, method, ...cards] as View[]
  return new BoardState(new Map(all.map((view) => [keyOf(view), view])), 'ann')
}
const rated = (...ratings: RatingView[]): CardView => ({ ...CARD, round: 'r', ratings })

describe('what was said of a card', () => {
  it('is gathered criterion by criterion, with the mean of numbers', () => {
    const card = rated(
      rating('ann', 'drie', 'gemak'),
      rating('ann', 'een', 'belang'),
      rating('bob', 'twee', 'belang'),
    )
    const said = saidOf(board(card), card)
    expect(said.map((one) => [one.name, one.mean, one.of])).toEqual([
      ['belangrijk', 1.5, 2],
      ['makkelijk', 3, 1],
    ])
  })
  it('has no mean in words, but counts', () => {
    const card = rated(rating('ann', 'warm'), rating('bob', 'warm'), rating('cem', 'koud'))
    const [said] = saidOf(board(card), card)
    expect(said?.mean).toBeNull()
    expect(said?.values.map(([one, count]) => [one.id, count])).toEqual([
      ['warm', 2],
      ['koud', 1],
    ])
  })
  it('gives the card its tone only where all say the same of the whole', () => {
    const [same, apart] = [
      rated(rating('ann', 'warm')),
      rated(rating('a', 'warm'), rating('b', 'koud')),
    ]
    expect(toneOf(board(same), same)).toBe('warm')
    expect(toneOf(board(apart), apart)).toBeUndefined()
  })
  it('weighs by the mean of all numbers, and not by words', () => {
    const card = rated(rating('ann', 'drie', 'belang'), rating('ann', 'twee', 'gemak'))
    expect(weightOf(board(card), card)).toEqual({ mean: 2.5, most: 3, share: 0.75 })
    const warm = rated(rating('ann', 'warm'))
    expect(weightOf(board(warm), warm)).toBeNull()
  })
})

it('offers for weighing what all see of the kinds that are asked', () => {
  const hidden = { ...CARD, id: 'h', round: 'r', shown: false }
  const other = { ...CARD, id: 'o', round: 'r', kind: 'actie' }
  const shown = { ...CARD, id: 's', round: 'r' }
  expect(weighable(board(hidden, other, shown), ['vraag']).map((one) => one.id)).toEqual(['s'])
})
