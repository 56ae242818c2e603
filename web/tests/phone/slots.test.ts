import { describe, expect, it } from 'vitest'
import type { CardView, NowView, PersonView, View } from '../../src/protocol'
import { homeless, openSlots } from '../../src/phone/slots'
import { BoardState, keyOf } from '../../src/state'

const now: NowView = {
  type: 'now',
  step: 'een',
  tell: [],
  avoid: [],
  write: [],
  rewrite: [],
  rate: null,
  focus: [],
  answer: [],
  move: [],
  reveal: null,
  turns: [],
  ready: false,
  consent: null,
}
const card = (id: string, by: string): CardView => ({
  type: 'card',
  id,
  round: 'r',
  kind: 'vraag',
  sheet: 'flap',
  zone: null,
  rank: 1,
  by,
  typed_by: by,
  text: 'x',
  earlier: [],
  shown: true,
  ratings: [],
  answer: null,
})
const writing: NowView = {
  ...now,
  write: [
    {
      kind: 'vraag',
      who: ['deelnemer'],
      sheet: 'flap',
      zone: null,
      min: 0,
      max: null,
      hidden: false,
      count: false,
      prompt: '',
      guide: [],
    },
  ],
}
function board(leads: boolean, device: 'phone' | 'paper'): BoardState {
  const piet: PersonView = {
    type: 'person',
    id: 'piet',
    name: 'Piet',
    device,
    standing: 'seated',
    roles: ['deelnemer'],
    takes_part: false,
    agreed: true,
    hand_ms: null,
    order: 0,
  }
  const me: View = {
    type: 'me',
    person: 'ann',
    name: 'Ann',
    device: 'phone',
    standing: 'seated',
    agreed: true,
    roles: leads ? ['gespreksleider'] : ['deelnemer'],
    takes_part: false,
  }
  return new BoardState(new Map([piet, me].map((view) => [keyOf(view), view])), 'ann')
}

describe('the fields of a step (P10)', () => {
  it('are the kinds to write, own cards to change, and questions to answer', () => {
    const cards = [card('mine', 'ann'), card('other', 'bob')]
    expect(openSlots(writing, cards, 'ann')).toEqual(['write_card/vraag', 'edit_card/mine'])
    expect(openSlots({ ...now, answer: ['vraag'] }, cards, 'ann')).toEqual([
      'answer_card/mine',
      'answer_card/other',
    ])
    expect(openSlots({ ...now, rewrite: ['vraag'] }, cards, 'ann')).toEqual(['rewrite_card/mine'])
    expect(openSlots(null, cards, 'ann')).toEqual([])
  })
})

describe('a text whose field is gone (P10)', () => {
  it('is shown by itself, but own notes are not', () => {
    const slots = ['write_card/vraag', 'edit_card/x', 'notes']
    expect(homeless(slots, ['write_card/vraag'], board(false, 'phone'))).toEqual(['edit_card/x'])
    expect(homeless(slots, [], board(false, 'phone'))).toEqual(['write_card/vraag', 'edit_card/x'])
  })
  it('waits on its own screen while one still writes for that person', () => {
    const slots = ['write_card/vraag/piet']
    expect(homeless(slots, [], board(true, 'paper'))).toEqual([])
    expect(homeless(slots, [], board(false, 'paper'))).toEqual(slots)
    expect(homeless(slots, [], board(true, 'phone'))).toEqual(slots)
  })
})
