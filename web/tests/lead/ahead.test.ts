import { describe, expect, it } from 'vitest'
import { ahead, alreadyShown, notReady, speakers, writers } from '../../src/lead/ahead'
import type { View } from '../../src/protocol'
import { BoardState, keyOf } from '../../src/state'

const STEPS = [
  { id: 'een', title: 'Vertellen', minutes: 5, wall: '', sheet: null, consent: null },
  { id: 'twee', title: 'Vragen', minutes: 5, wall: '', sheet: null, consent: null },
]
const METHOD = {
  type: 'method',
  id: 'r1',
  steps: STEPS,
  kinds: { vraag: { name: 'vraag', plural: 'vragen' } },
}
const LEAD = {
  type: 'lead',
  next: 'twee',
  next_tell: { gespreksleider: 'Leid.', deelnemer: 'Schrijf.' },
  unveils: [
    { kind: 'vraag', count: 12 },
    { kind: 'weg', count: null },
  ],
  skip: null,
  choices: [],
  shows_ratings: [],
  repeats: false,
  waits_for: [],
  undo_until_ms: null,
  undo_hides: 0,
}
const ROUND = {
  type: 'round',
  id: 'r1',
  at: 0,
  step: 'een',
  course: ['een', 'twee'],
  inbrenger: 'ann',
  expected: ['ann', 'bas'],
  ready: ['ann'],
  focus: null,
}

function person(id: string, order: number, ...roles: string[]) {
  return { type: 'person', id, name: id, device: 'phone', standing: 'seated', roles, order }
}

function seen(...views: unknown[]): BoardState {
  const board = { type: 'board', id: 'b', phase: 'round', round: 'r1' }
  const people = [person('bas', 2, 'deelnemer'), person('ann', 1, 'inbrenger')]
  const all = [board, METHOD, ROUND, ...people, ...views] as View[]
  return new BoardState(new Map(all.map((view) => [keyOf(view), view])), 'ann')
}

describe('what lies ahead', () => {
  it('tells what each role will read, participants first', () => {
    expect(ahead(seen(LEAD))?.tell).toEqual([
      ['deelnemer', 'Schrijf.'],
      ['gespreksleider', 'Leid.'],
    ])
  })

  it('leaves out what an inbrenger would read where nobody brings a case', () => {
    const tell = { ...LEAD, next_tell: { inbrenger: 'Luister.', deelnemer: 'Schrijf.' } }
    expect(ahead(seen(tell))?.tell.map(([role]) => role)).toEqual(['deelnemer', 'inbrenger'])
    const nobody = { ...ROUND, inbrenger: null }
    expect(ahead(seen(tell, nobody))?.tell.map(([role]) => role)).toEqual(['deelnemer'])
  })

  it('looks at the variant that is picked, which takes the place of the first', () => {
    const choices = [
      { step: 'een', tell: {}, unveils: [], shows_ratings: [] },
      {
        step: 'twee',
        tell: { inbrenger: 'Luister.' },
        unveils: [{ kind: 'vraag', count: 2 }],
        shows_ratings: [],
      },
    ]
    const found = ahead(seen({ ...LEAD, choices }), 'twee')
    expect([found?.to.id, found?.number]).toEqual(['twee', 2])
    expect(found?.tell).toEqual([['inbrenger', 'Luister.']])
    expect(found?.unveils).toEqual([{ plural: 'vragen', name: 'vraag', count: 2, rest: false }])
  })

  it('counts what will become visible, by the name that the method gives it', () => {
    expect(ahead(seen(LEAD))?.unveils).toEqual([
      { plural: 'vragen', name: 'vraag', count: 12, rest: false },
    ])
  })

  it('says that some are in sight already, so that nobody thinks they were not', () => {
    const card = { type: 'card', id: 'k', kind: 'vraag', round: 'r1', lap: null, shown: true }
    expect(ahead(seen(LEAD, card))?.unveils[0]?.rest).toBe(true)
    expect(ahead(seen(LEAD, { ...card, shown: false }))?.unveils[0]?.rest).toBe(false)
  })

  it('does not announce a reveal of nothing', () => {
    const lead = { ...LEAD, unveils: [{ kind: 'vraag', count: 0 }] }
    expect(ahead(seen(lead))?.unveils).toEqual([])
  })

  it('names who has not finished', () => {
    expect(notReady(seen(LEAD)).map((one) => one.id)).toEqual(['bas'])
  })

  it('is nothing in the last step, and for who does not lead', () => {
    expect(ahead(seen({ ...LEAD, next: null }))).toBeNull()
    expect(ahead(seen())).toBeNull()
  })

  it('marks the authors whose cards are up', () => {
    const now = {
      type: 'now',
      reveal: { kinds: ['vraag'], who: ['gespreksleider'], ways: ['author'] },
    }
    const card = { type: 'card', id: 'c', round: 'r1', kind: 'vraag', by: 'bas', rank: 1 }
    expect([...alreadyShown(seen(now, { ...card, shown: true }))]).toEqual(['bas'])
    expect([...alreadyShown(seen(now, { ...card, shown: false }))]).toEqual([])
  })

  it('gives the floor to nobody outside the roles of the step', () => {
    const now = { type: 'now', turns: ['deelnemer'] }
    expect(speakers(seen(now)).map((one) => one.id)).toEqual(['bas'])
  })

  it('can show the cards of whoever has the floor, whoever is asked to be ready', () => {
    const now = { type: 'now', turns: ['deelnemer'] }
    expect(writers(seen(now)).map((one) => one.id)).toEqual(['bas'])
    expect(writers(seen({ ...now, turns: [] })).map((one) => one.id)).toEqual(['ann', 'bas'])
  })
})
