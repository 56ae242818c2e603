import { describe, expect, it } from 'vitest'
import type { CardView, LeadView, NowView, RoundView, View } from '../../src/protocol'
import { slotOf } from '../../src/outbox'
import { homeless, openSlots, paperSlots } from '../../src/phone/slots'
import { BoardState, keyOf } from '../../src/state'
import { CARD, LEAD, NOW, rating, WRITE } from '../made'

const now = NOW
const boardView = { type: 'board', id: 'b', round: 'r' } as unknown as View
const card = (id: string, by: string): CardView => ({ ...CARD, id, by, typed_by: by })
const writing: NowView = { ...now, write: [WRITE] }
function board(onPaper: LeadView['on_paper']): BoardState {
  const lead: LeadView = { ...LEAD, on_paper: onPaper }
  return new BoardState(new Map([[keyOf(lead), lead]]), 'ann')
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
  it('have none for a card of which something was said', () => {
    const answered = { ...card('mine', 'ann'), answer: { by: 'bob', text: '', opening: '' } }
    const rated = { ...card('too', 'ann'), ratings: [rating('bob', 'warm')] }
    expect(openSlots(writing, [answered, rated], 'ann')).toEqual(['write_card/vraag'])
    expect(openSlots({ ...now, rewrite: ['vraag'] }, [rated], 'ann')).toEqual(['rewrite_card/too'])
  })
  it('are one for all parts of a card, so that its parts stay together (P10)', () => {
    const parts = { zien: 'Je lacht', effect: 'Dat werkt' }
    const request = { type: 'write_card', kind: 'vraag', text: '', parts } as const
    expect(openSlots(writing, [], 'ann')).toEqual([slotOf(request)])
    expect(homeless([slotOf(request)], openSlots(now, [], 'ann'))).toEqual([slotOf(request)])
  })
  it('are those of the cards of one’s subgroup too, whoever in it wrote them (P10)', () => {
    const groups = [{ id: '1', title: '', members: ['ann', 'bob', 'piet'] }]
    const round = { type: 'round', id: 'r', groups, split: 'duos' } as unknown as RoundView
    const lead: LeadView = { ...LEAD, on_paper: [{ person: 'piet', now: writing }] }
    const ours = { ...card('ours', 'bob'), group: '1', split: 'duos' }
    const theirs = { ...card('theirs', 'cem'), group: '2', split: 'duos' }
    const former = { ...card('former', 'bob'), group: '1', split: 'eerder' }
    const views: View[] = [boardView, round, lead]
    const state = new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'ann')
    const all = [ours, theirs, former]
    const fields = openSlots(writing, all, 'ann', (one) => state.isMine(one))
    expect(homeless(['edit_card/ours', 'edit_card/theirs', 'edit_card/former'], fields)).toEqual([
      'edit_card/theirs',
      'edit_card/former',
    ])
    expect(paperSlots(state, all)).toContain('edit_card/ours/piet')
    expect(paperSlots(state, all)).not.toContain('edit_card/theirs/piet')
  })
  it('are there as well for whoever has no phone', () => {
    const cards = [card('hers', 'piet'), card('mine', 'ann')]
    expect(paperSlots(board([{ person: 'piet', now: writing }]), cards)).toEqual([
      'write_card/vraag/piet',
      'edit_card/hers/piet',
    ])
    expect(paperSlots(board([]), cards)).toEqual([])
  })
})

describe('a text whose field is gone (P10)', () => {
  it('is shown by itself, but own notes are not', () => {
    const slots = ['write_card/vraag', 'edit_card/x', 'notes']
    expect(homeless(slots, ['write_card/vraag'])).toEqual(['edit_card/x'])
    expect(homeless(slots, [])).toEqual(['write_card/vraag', 'edit_card/x'])
  })
})
