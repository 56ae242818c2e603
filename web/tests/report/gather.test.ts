import { describe, expect, it, test } from 'vitest'
import type { CardView, MethodView, RoundView, View } from '../../src/protocol'
import { gather } from '../../src/report/gather'
import { BoardState, keyOf } from '../../src/state'
import { flap } from '../made'

function seen(views: readonly unknown[]): BoardState {
  const board = { type: 'board', id: 'b', language: 'nl', phase: 'ended', round: 'r1' }
  const all = [board, ...views] as View[]
  return new BoardState(new Map(all.map((view) => [keyOf(view), view])), 'ann')
}

function round(id: string, number: number): Partial<RoundView> {
  return { type: 'round', id, number, inbrenger: null, lap: 1, laps: [null], follows: null }
}

function method(id: string): Partial<MethodView> {
  return {
    type: 'method',
    id,
    sheets: [flap('vragen', 'Vragen'), flap('krachten', 'K', 'voor', 'tegen')],
    report: [
      { title: 'Vragen', kinds: ['vraag'] },
      { title: 'Acties', kinds: ['actie'] },
    ],
  }
}

function card(id: string, over: Partial<CardView> = {}): Partial<CardView> {
  return {
    type: 'card',
    id,
    round: 'r1',
    kind: 'vraag',
    sheet: 'vragen',
    zone: null,
    rank: 1,
    ...over,
  }
}

const ids = (state: BoardState) =>
  gather(state).map((chapter) =>
    chapter.parts
      .flatMap((part) => part.sections)
      .map((section) => [section.title, section.cards.map((one) => one.id)]),
  )

test('a block that was repeated is told inbrenger by inbrenger, between what was before and after', () => {
  const laps = { lap: 2, laps: ['ann', 'bob'] }
  const state = seen([
    { ...round('r1', 1), ...laps },
    method('r1'),
    { type: 'person', id: 'bob', name: 'Bob', order: 1 },
    card('eerst', { lap: 1 }),
    card('dan', { lap: 2, rank: 2 }),
    card('samen', { kind: 'actie', lap: null, rank: 3 }),
  ])
  const parts = gather(state)[0]?.parts ?? []
  expect(
    parts.map((part) => [
      part.lap,
      part.inbrenger?.name ?? null,
      part.sections.map((section) => section.cards.map((one) => one.id)),
    ]),
  ).toEqual([
    [1, null, [['eerst']]],
    [2, 'Bob', [['dan']]],
    [null, null, [['samen']]],
  ])
})

test('what it is about is the question of who brought it, and of nobody else', () => {
  const kinds = { werkvraag: { means: 'question', parts: [] }, vraag: { means: null, parts: [] } }
  const state = seen([
    { ...round('r1', 1), inbrenger: 'ann', laps: ['ann'] },
    { ...method('r1'), kinds },
    { type: 'person', id: 'ann', name: 'Ann', order: 1 },
    card('haar', { kind: 'werkvraag', by: 'ann' }),
    card('zijn', { kind: 'werkvraag', by: 'bob', rank: 2 }),
    card('ook haar', { by: 'ann', rank: 3 }),
  ])
  const [part] = gather(state)[0]?.parts ?? []
  expect(part?.questions.map((one) => one.id)).toEqual(['haar'])
})

describe('the verslag', () => {
  it('gathers cards under the headings of the method, and leaves empty headings out', () => {
    const state = seen([round('r1', 1), method('r1'), card('b', { rank: 2 }), card('a')])
    expect(ids(state)).toEqual([[['Vragen', ['a', 'b']]]])
  })

  it('loses no card whose kind no heading asks for', () => {
    const state = seen([round('r1', 1), method('r1'), card('los', { kind: 'los' })])
    expect(ids(state)).toEqual([[[null, ['los']]]])
  })

  it('reads a flap column by column', () => {
    const on = (id: string, zone: string, rank: number) =>
      card(id, { sheet: 'krachten', zone, rank, kind: 'kracht' })
    const state = seen([round('r1', 1), method('r1'), on('t', 'tegen', 1), on('v', 'voor', 2)])
    expect(ids(state)).toEqual([[[null, ['v', 't']]]])
  })

  it('leaves a round out that was taken back before anything was to be seen in it', () => {
    const undone = { ...round('r2', 1), undone: true }
    const all = [round('r1', 1), method('r1'), undone, method('r2')]
    expect(gather(seen(all)).map((chapter) => chapter.round.id)).toEqual(['r1'])
    const written = seen([...all, card('toch', { round: 'r2' })])
    expect(gather(written).map((chapter) => chapter.round.id)).toEqual(['r1', 'r2'])
  })
  it('keeps rounds apart, oldest first', () => {
    const state = seen([
      round('r2', 2),
      method('r2'),
      card('twee', { round: 'r2' }),
      round('r1', 1),
      method('r1'),
      card('een'),
    ])
    expect(ids(state)).toEqual([[['Vragen', ['een']]], [['Vragen', ['twee']]]])
  })
})
