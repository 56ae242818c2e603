import { describe, expect, it } from 'vitest'
import type { CardView, View } from '../../src/protocol'
import { BoardState } from '../../src/state'
import { steadyAround, steadyColumns, steadyLooks } from '../../src/wall/steady'

const card = (id: string, links: string[] = [], text = id) =>
  ({
    type: 'card',
    id,
    by: 'ann',
    rank: 1,
    text,
    parts: {},
    sources: [],
    links,
  }) as unknown as CardView
const board = (...views: View[]) =>
  new BoardState(
    new Map(views.map((view) => ['id' in view ? `${view.type}:${view.id}` : view.type, view])),
    'wall',
  )

describe('what hangs on the wall', () => {
  it('is the same as before while the cards are', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]])
    expect(steady([[een], [twee]])).toBe(first)
  })

  it('is new when a card is replaced or moved to another column', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]])
    const replaced = steady([[card('een')], [twee]])
    expect(replaced).not.toBe(first)
    expect(steady([[een, twee], []])).not.toBe(replaced)
  })
})

describe('the board around the cards of the wall', () => {
  const ann = { type: 'person', id: 'ann', name: 'Ann', order: 1 } as View
  const ready = (one: string) =>
    ({ type: 'round', id: 'r', number: 1, ready: [one] }) as unknown as View

  it('is the same while only cards, presence and the course of the round differ', () => {
    const steady = steadyAround()
    const first = steady(board(ann, card('een'), ready('')))
    const here = { type: 'presence', id: 'ann' } as View
    expect(steady(board(ann, card('een'), card('twee'), here, ready('ann')))).toBe(first)
  })

  it('is another one when somebody is called otherwise, comes or goes', () => {
    const steady = steadyAround()
    const first = steady(board(ann))
    const renamed = steady(board({ ...ann, name: 'Anna' } as View))
    expect(renamed.nameOf('ann')).toBe('Anna')
    const bob = { ...ann, id: 'bob' } as View
    expect(steady(board(ann, bob))).not.toBe(renamed)
    expect(steady(board(bob))).not.toBe(first)
  })

  it('holds nothing that changes without it, so that no card can show what was', () => {
    const around = steadyAround()(board(ann, card('een'), ready('ann')))
    expect([...around.views.values()]).toEqual([ann])
  })
})

describe('what a card looks like', () => {
  it('is the same while nothing of it changed, whatever happens to others', () => {
    const looks = steadyLooks()
    const een = card('een')
    const first = looks([een, card('twee')], () => board()).get('een')
    expect(looks([een, card('twee', [], 'anders')], () => board()).get('een')).toBe(first)
    expect(looks([card('een')], () => board()).get('een')).not.toBe(first)
  })

  it('asks the board only for cards that hang together, and is another when the other is', () => {
    const looks = steadyLooks()
    const [een, twee] = [card('een', ['twee']), card('twee')]
    const look = (...all: CardView[]) => looks(all, () => board(...all)).get('een')
    const first = look(een, twee)
    expect(look(een, twee, card('drie'))).toBe(first)
    expect(look(een, card('twee', [], 'Iets anders'))).not.toBe(first)
    expect(() =>
      looks([twee], () => {
        throw new Error('asked for nothing')
      }),
    ).not.toThrow()
  })
})
