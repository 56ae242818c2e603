import { expect, it } from 'vitest'
import type { View } from '../../src/protocol'
import { earlierActions } from '../../src/phone/earlier'
import { BoardState, keyOf } from '../../src/state'

const KINDS = { actie: { means: 'action' }, vraag: { means: null } }

function table(at: number, ended = false): BoardState {
  const views: unknown[] = [
    { type: 'board', id: 'b', round: 'r2' },
    { type: 'round', id: 'r1', number: 1, at: 9, ended: true },
    { type: 'round', id: 'r2', number: 2, at, ended },
    { type: 'method', id: 'r1', kinds: KINDS },
    { type: 'method', id: 'r2', kinds: KINDS },
    { type: 'card', id: 'oud', round: 'r1', kind: 'actie', rank: 1 },
    { type: 'card', id: 'vraag', round: 'r1', kind: 'vraag', rank: 2 },
    { type: 'card', id: 'nieuw', round: 'r2', kind: 'actie', rank: 3 },
  ]
  return new BoardState(new Map((views as View[]).map((view) => [keyOf(view), view])), 'ann')
}

it('lays the actions of earlier rounds beside the first step of a new one', () => {
  expect(earlierActions(table(0)).map((card) => card.id)).toEqual(['oud'])
})

it('leaves them in the verslag from the second step on, and once the round is over', () => {
  expect(earlierActions(table(1))).toEqual([])
  expect(earlierActions(table(0, true))).toEqual([])
})
