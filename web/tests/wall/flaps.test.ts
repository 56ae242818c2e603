import { describe, expect, it } from 'vitest'
import type { View } from '../../src/protocol'
import { BoardState, keyOf } from '../../src/state'
import { currentKey, flapsOf } from '../../src/wall/flaps'

const SHEETS = ['een', 'twee', 'drie'].map((id) => ({ id, title: id, zones: [] }))

function seen(ended: boolean, ...filled: string[]): BoardState {
  const views = [
    { type: 'board', id: 'b', phase: ended ? 'between' : 'round', round: 'r1' },
    { type: 'round', id: 'r1', number: 1, sheet: 'drie', ended },
    { type: 'method', id: 'r1', sheets: SHEETS },
    ...filled.map((sheet) => ({ type: 'card', id: `in-${sheet}`, round: 'r1', sheet, rank: 1 })),
  ] as View[]
  return new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'wall')
}

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
