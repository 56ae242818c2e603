import { describe, expect, it } from 'vitest'
import { boardFor, OnBehalfOf } from '../../src/phone/acting'
import type { LeadView, MeView, NowView, PersonView, View } from '../../src/protocol'
import type { Session } from '../../src/session.svelte'
import { BoardState, keyOf } from '../../src/state'
import { LEAD, NOW } from '../made'

const now = (step: string, ready: boolean): NowView => ({ ...NOW, step, ready })
const wim: PersonView = {
  type: 'person',
  id: 'wim',
  name: 'Wim',
  device: 'paper',
  standing: 'seated',
  roles: ['inbrenger'],
  takes_part: false,
  agreed: true,
  hand_ms: null,
  order: 1,
}
const me: MeView = {
  type: 'me',
  person: 'lea',
  name: 'Lea',
  device: 'phone',
  standing: 'seated',
  agreed: true,
  roles: ['gespreksleider'],
  takes_part: false,
  clip: null,
}
const lead: LeadView = { ...LEAD, on_paper: [{ person: 'wim', now: now('een', true) }] }
const board = (...views: View[]) =>
  new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'lea')

describe('the board of somebody without a phone', () => {
  it('is theirs: their roles, their step, and nothing of leading', () => {
    const theirs = boardFor(board(wim, me, lead, now('een', false)), 'wim')
    expect(theirs?.myId).toBe('wim')
    expect(theirs?.now?.ready).toBe(true)
    expect(theirs?.roles).toEqual(['inbrenger'])
    expect(theirs?.leads).toBe(false)
    expect(theirs?.lead).toBeNull()
  })
  it('is for a gespreksleider only, and only while that person is there', () => {
    expect(boardFor(board(wim, { ...me, roles: [] }, lead), 'wim')).toBeNull()
    expect(boardFor(board(wim, me), 'wim')).toBeNull()
    expect(boardFor(board(me, lead), 'wim')).toBeNull()
  })
})

describe('acting for somebody without a phone', () => {
  const drafts = new Map([
    ['write_card/vraag', 'mine'],
    ['write_card/vraag/wim', 'his'],
  ])
  const asked: unknown[] = []
  const item = { id: '1', request: { type: 'write_card', kind: 'vraag', text: 'x' } as const }
  const session = {
    drafts,
    draft: (slot: string) => drafts.get(slot) ?? '',
    setDraft: (slot: string, text: string) => drafts.set(slot, text),
    ask: (...all: unknown[]) => asked.push(all),
    submit: (...all: unknown[]) => asked.push(all),
    outbox: [
      { ...item, onBehalfOf: 'wim' },
      { ...item, id: '2', onBehalfOf: null },
    ],
  } as unknown as Session
  const acting = new OnBehalfOf(session, 'wim')

  it('sends every request under their name', () => {
    void acting.ask({ type: 'raise_hand' })
    acting.submit(item.request)
    expect(asked).toEqual([
      [{ type: 'raise_hand' }, 'wim'],
      [item.request, 'wim'],
    ])
  })
  it('has their texts only, as if on a phone of their own', () => {
    expect(acting.draft('write_card/vraag')).toBe('his')
    expect([...acting.drafts]).toEqual([['write_card/vraag', 'his']])
    expect(acting.outbox.map(({ id, onBehalfOf }) => [id, onBehalfOf])).toEqual([['1', null]])
    acting.setDraft('write_card/vraag', '')
    expect(drafts.get('write_card/vraag')).toBe('mine')
  })
})
