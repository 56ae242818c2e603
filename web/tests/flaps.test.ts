import { describe, expect, it, test } from 'vitest'
import type { View } from '../src/protocol'
import { BoardState, keyOf } from '../src/state'
import { currentKey, flapsInHand, flapsOf, origin } from '../src/flaps'

const SHEETS = ['een', 'twee', 'drie'].map((id) => ({ id, title: id, zones: [] }))

function seen(ended: boolean, ...filled: string[]): BoardState {
  const views = [
    { type: 'board', id: 'b', phase: ended ? 'between' : 'round', round: 'r1' },
    { type: 'round', id: 'r1', number: 1, sheet: 'drie', ended, lap: 1, laps: [null] },
    { type: 'method', id: 'r1', sheets: SHEETS },
    ...filled.map((sheet) => ({ type: 'card', id: `in-${sheet}`, round: 'r1', sheet, rank: 1 })),
  ] as View[]
  return new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'wall')
}

test('flaps of earlier rounds and laps are leafed to in their order, each with its own cards', () => {
  const views = [
    { type: 'board', id: 'b', phase: 'round', round: 'r2' },
    { type: 'round', id: 'r1', number: 1, sheet: 'een', ended: true, lap: 1, laps: ['ann'] },
    {
      type: 'round',
      id: 'r2',
      number: 2,
      sheet: 'een',
      ended: false,
      lap: 2,
      laps: ['ann', 'bob'],
    },
    { type: 'method', id: 'r1', sheets: SHEETS },
    { type: 'method', id: 'r2', sheets: SHEETS },
    { type: 'person', id: 'ann', name: 'Ann', order: 0 },
    ...[
      { id: 'a', round: 'r1', lap: null },
      { id: 'b', round: 'r2', lap: 1 },
      { id: 'c', round: 'r2', lap: 2 },
    ].map((card) => ({ type: 'card', sheet: 'een', zone: null, rank: 1, ...card })),
  ] as unknown as View[]
  const state = new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'wall')
  const flaps = flapsOf(state)
  expect(flaps.map((flap) => flap.key)).toEqual(['r1/een', 'r2/een/1', 'r2/een'])
  const cards = flaps.map(({ round, sheet, lap }) =>
    state.cardsOn(round, sheet.id, undefined, lap).map((card) => card.id),
  )
  expect(cards).toEqual([['a'], ['b'], ['c']])
  expect(flaps.map((flap) => origin(state, flap)?.name ?? null)).toEqual(['Ann', 'Ann', null])
  expect(flapsInHand(state).map((flap) => flap.key)).toEqual([
    'r1/een',
    'r2/een/1',
    'r2/een',
    'r2/twee',
    'r2/drie',
  ])
})

describe('the flaps of the wall', () => {
  it('are those that hold something, and the one of the open step', () => {
    expect(flapsOf(seen(false, 'een')).map((flap) => flap.key)).toEqual(['r1/een', 'r1/drie'])
    expect(currentKey(seen(false, 'een'))).toBe('r1/drie')
  })

  it('end with the last that holds something, once the round is over', () => {
    expect(flapsOf(seen(true, 'een', 'twee')).map((flap) => flap.key)).toEqual([
      'r1/een',
      'r1/twee',
    ])
    expect(currentKey(seen(true, 'een', 'twee'))).toBe('r1/twee')
  })
})
