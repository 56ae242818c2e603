import { describe, expect, it } from 'vitest'
import { linkable, mayLink } from '../../src/phone/linking'
import type { BoardView, CardView, RoundView, View } from '../../src/protocol'
import { BoardState, keyOf } from '../../src/state'
import { CARD, NOW } from '../made'

const round: Partial<RoundView> = { type: 'round', id: 'r', step: 's', lap: 1, ended: false }
const there: Partial<BoardView> = { type: 'board', round: 'r' }
const card = (id: string, more: Partial<CardView> = {}): CardView => ({ ...CARD, id, ...more })
const board = (cards: readonly CardView[], link = ['vraag'], of = round) => {
  const views = [there, of, { ...NOW, link }, ...cards] as View[]
  return new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'ik')
}

describe('tying cards to each other', () => {
  it('takes shown cards of the kinds that the step names', () => {
    const cards = [card('a'), card('b'), card('c', { kind: 'actie' }), card('d', { shown: false })]
    expect(linkable(board(cards), cards[0] ?? CARD).map((one) => one.id)).toEqual(['b'])
  })
  it('leaves cards of an earlier round alone', () => {
    const old = card('oud', { round: 'eerder' })
    expect(mayLink(board([old]), old)).toBe(false)
  })
  it('is over when the round is', () => {
    const one = card('a')
    expect(mayLink(board([one]), one)).toBe(true)
    expect(mayLink(board([one], ['vraag'], { ...round, ended: true }), one)).toBe(false)
    expect(mayLink(board([one], []), one)).toBe(false)
  })
})
