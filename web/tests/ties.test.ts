import { describe, expect, it } from 'vitest'
import type { CardView, View } from '../src/protocol'
import { BoardState, keyOf } from '../src/state'
import { gists, short } from '../src/ties'
import { CARD } from './made'

const card = (id: string, text = id): CardView => ({ ...CARD, id, text })
const board = (...views: View[]) =>
  new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'ik')

describe('a card in few words', () => {
  it('stays whole while it is short, on one line', () => {
    expect(short('Twee\nregels')).toBe('Twee regels')
  })
  it('is cut at a word, and never through the middle of an emoji', () => {
    expect(short('Wat zou er gebeuren als je het gewoon vroeg?')).toBe(
      'Wat zou er gebeuren als je het…',
    )
    expect(short('😀'.repeat(40))).toBe(`${'😀'.repeat(31)}…`)
  })
  it('names a few, and counts the rest', () => {
    const state = board(...['a', 'b', 'c', 'd', 'e'].map((id) => card(id)))
    expect(gists(state, ['a', 'b', 'c', 'd', 'e'])).toEqual({ texts: ['a', 'b', 'c'], more: 2 })
  })
  it('P21 knows nothing of a card that this viewer does not see', () => {
    expect(gists(board(card('a')), ['a', 'weg'])).toEqual({ texts: ['a'], more: 0 })
  })
})
