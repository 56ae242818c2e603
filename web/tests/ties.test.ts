import { describe, expect, it } from 'vitest'
import type { CardView, View } from '../src/protocol'
import { BoardState, keyOf } from '../src/state'
import { gists, short, signOf } from '../src/ties'
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
  it('says a day as one says it, in the language of the board', () => {
    const parts = [
      { id: 'wat', name: 'Wat?', type: 'text', starter: '' },
      { id: 'wanneer', name: 'Wanneer?', type: 'date', starter: '' },
    ]
    const method = { type: 'method', id: CARD.round, kinds: { [CARD.kind]: { name: 'a', parts } } }
    const said = {
      ...card('a', 'Bellen\n2026-12-03'),
      parts: { wat: 'Bellen', wanneer: '2026-12-03' },
    }
    const inLanguage = (language: string) =>
      board({ type: 'board', language } as View, method as unknown as View, said)
    expect(gists(inLanguage('nl'), ['a']).texts).toEqual(['Bellen 3 december 2026'])
    expect(gists(inLanguage('en'), ['a']).texts).toEqual(['Bellen 3 December 2026'])
  })
  it('names a few, and counts the rest', () => {
    const state = board(...['a', 'b', 'c', 'd', 'e'].map((id) => card(id)))
    expect(gists(state, ['a', 'b', 'c', 'd', 'e'])).toEqual({ texts: ['a', 'b', 'c'], more: 2 })
  })
  it('P21 knows nothing of a card that this viewer does not see', () => {
    expect(gists(board(card('a')), ['a', 'weg'])).toEqual({ texts: ['a'], more: 0 })
  })
})

describe('the sign of cards that are tied to each other', () => {
  const tied = (id: string, rank: number, ...links: string[]) => ({ ...card(id), rank, links })
  it('is one letter for all that hang together, in the order in which they lie', () => {
    const state = board(
      tied('d', 4, 'e'),
      tied('a', 1, 'c'),
      tied('b', 2),
      tied('c', 3, 'a', 'f'),
      tied('e', 5, 'd'),
      tied('f', 6, 'c'),
    )
    const signs = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => signOf(state, id))
    expect(signs).toEqual(['A', '', 'A', 'B', 'B', 'A'])
  })
  it('P21 is none for a card whose other this viewer does not see', () => {
    expect(signOf(board(tied('a', 1, 'weg')), 'a')).toBe('')
  })
  it('begins anew in every round, and goes on after Z', () => {
    const many = Array.from({ length: 27 }, (_, at) => [
      tied(`l${String(at)}`, at, `r${String(at)}`),
      tied(`r${String(at)}`, at + 0.5, `l${String(at)}`),
    ]).flat()
    const other = [tied('x', 1, 'y'), tied('y', 2, 'x')].map((one) => ({ ...one, round: 'r2' }))
    const state = board(...many, ...other)
    expect(signOf(state, 'l26')).toBe('A2')
    expect(signOf(state, 'y')).toBe('A')
  })
})
