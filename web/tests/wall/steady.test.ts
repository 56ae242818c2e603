import { describe, expect, it } from 'vitest'
import type { CardView, View } from '../../src/protocol'
import { BoardState } from '../../src/state'
import { steadyBoard, steadyColumns } from '../../src/wall/steady'

const card = (id: string) => ({ id, by: 'ann' }) as CardView

describe('what hangs on the wall', () => {
  it('is the same as before while cards and names are', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]], () => 'Ann')
    expect(steady([[een], [twee]], () => 'Ann')).toBe(first)
  })

  it('is new when a card is replaced, moved to another column, or its writer is called otherwise', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]], () => 'Ann')
    const replaced = steady([[card('een')], [twee]], () => 'Ann')
    expect(replaced).not.toBe(first)
    expect(steady([[een, twee], []], () => 'Ann')).not.toBe(first)
    const named = steady([[een], [twee]], () => 'Ann')
    expect(steady([[een], [twee]], () => 'Anna')).not.toBe(named)
  })
})

describe('the board around the cards of the wall', () => {
  const ann = { type: 'person', id: 'ann', name: 'Ann', order: 1 } as View
  const paper = (id: string, links: string[] = []) =>
    ({ type: 'card', id, by: 'ann', rank: 1, sources: [], links }) as unknown as View
  const board = (...views: View[]) =>
    new BoardState(new Map(views.map((view, at) => [`${view.type}:${String(at)}`, view])), 'wall')

  it('is the same while only cards and presence differ', () => {
    const steady = steadyBoard()
    const first = board(ann, paper('een'))
    expect(steady(first)).toBe(first)
    const here = { type: 'presence', id: 'ann' } as View
    expect(steady(board(ann, paper('een'), paper('twee'), here))).toBe(first)
  })

  it('is another where something else differs, or where cards hang together', () => {
    const steady = steadyBoard()
    steady(board(ann, paper('een')))
    const renamed = board({ ...ann, name: 'Anna' } as View, paper('een'))
    expect(steady(renamed)).toBe(renamed)
    const tied = board(renamed.views.get('person:0') ?? ann, paper('een', ['twee']), paper('twee'))
    expect(steady(tied)).toBe(tied)
  })
})
