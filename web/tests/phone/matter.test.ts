import { describe, expect, it } from 'vitest'
import { matter } from '../../src/phone/matter'
import type { BoardView, CardView, Kind, RoundView, View } from '../../src/protocol'
import { BoardState, keyOf } from '../../src/state'
import { CARD } from '../made'

const card = (id: string, kind: string, more: Partial<CardView> = {}): CardView => ({
  ...CARD,
  id,
  kind,
  by: 'ines',
  text: id,
  ...more,
})
const kinds = {
  vraag: { means: 'question' } as Kind,
  succes: { means: null } as unknown as Kind,
  tip: { means: null } as unknown as Kind,
}
function board(cards: readonly CardView[], inbrenger: string | null = 'ines') {
  const views = [
    { type: 'board', round: 'r' } as BoardView,
    { type: 'round', id: 'r', inbrenger, lap: 1, step: 'een', at: 0 } as RoundView,
    { type: 'method', id: 'r', kinds, steps: [{ id: 'een', sheet: 'flap' }], block: [] },
    ...cards,
  ] as View[]
  return new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'ann')
}
const found = (...given: Parameters<typeof board>) => matter(board(...given), 'tip')?.id ?? null

describe('what a round is about', () => {
  it('is the question of the inbrenger, also among those of others', () => {
    expect(found([card('a', 'vraag', { by: 'bob' }), card('b', 'vraag')])).toBe('b')
  })
  it('is what was chosen, before all', () => {
    const picked = card('a', 'vraag', { by: 'bob', picked: true })
    expect(found([picked, card('b', 'vraag')])).toBe('a')
  })
  it('is what the inbrenger put on the first flap, where nobody asks a question', () => {
    expect(found([card('a', 'succes'), card('b', 'tip', { by: 'bob' })])).toBe('a')
    expect(found([card('a', 'succes', { sheet: 'later' })])).toBeNull()
  })
  it('is what all wrote together on the first flap', () => {
    const together = card('a', 'succes', { by: 'bob', writers: ['bob', 'cem'] })
    expect(found([together], null)).toBe('a')
  })
  it('is nothing where several cards would do, or what one is writing oneself', () => {
    expect(found([card('a', 'succes'), card('b', 'succes')])).toBeNull()
    expect(found([card('a', 'tip')])).toBeNull()
  })
  it('P21 is never a card that is still hidden, and no anonymous one is taken for the inbrenger’s', () => {
    expect(found([card('a', 'vraag', { shown: false })])).toBeNull()
    expect(found([card('a', 'succes', { by: null, anonymous: true })], null)).toBeNull()
  })
})
