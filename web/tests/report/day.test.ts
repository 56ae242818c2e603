import { expect, it } from 'vitest'
import type { View } from '../../src/protocol'
import { hasDay } from '../../src/report/day'
import { BoardState, keyOf } from '../../src/state'

const actie = {
  parts: [
    { id: 'wat', type: 'text' },
    { id: 'wanneer', type: 'date' },
  ],
}

it.each([
  [{ wat: 'Bellen', wanneer: '2026-12-03' }, true],
  [{ wat: 'Bellen' }, false],
  [{}, false],
])('offers the agenda for %j: %s', (parts, offered) => {
  const views: unknown[] = [
    { type: 'board', id: 'b', round: 'r1' },
    { type: 'method', id: 'r1', kinds: { actie } },
    { type: 'card', id: 'c', round: 'r1', kind: 'actie', rank: 1, parts },
  ]
  const board = new BoardState(new Map((views as View[]).map((view) => [keyOf(view), view])), 'a')
  expect(hasDay(board)).toBe(offered)
})
