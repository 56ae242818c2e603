import { describe, expect, it } from 'vitest'
import type { CardView, Write } from '../../src/protocol'
import { quota, type Waiting } from '../../src/phone/quota'
import { CARD, WRITE } from '../made'

const three: Write = { ...WRITE, min: 3, max: 3, hidden: true, count: true }
const card = (id: string, by = 'ann', kind = 'vraag'): CardView => ({
  ...CARD,
  id,
  kind,
  by,
  typed_by: by,
})
const item = (id: string, state: Waiting['state'], onBehalfOf: string | null = null): Waiting => ({
  id,
  state,
  onBehalfOf,
  request: { type: 'write_card', kind: 'vraag', text: 'x', zone: null, step: 's' },
})

describe('the counter', () => {
  it('counts own cards of that kind only', () => {
    const cards = [card('1'), card('2', 'bob'), card('3', 'ann', 'actie')]
    expect(quota(three, cards, [], 'ann')).toEqual({
      have: 1,
      short: true,
      full: false,
      goal: 3,
    })
  })
  it('counts what is on its way once, and not what was refused', () => {
    const outbox = [item('1', 'sending'), item('2', 'waiting'), item('3', 'unsaved')]
    expect(quota(three, [card('1')], outbox, 'ann').have).toBe(2)
  })
  it('keeps apart what was written for somebody on paper', () => {
    const outbox = [item('1', 'sending', 'piet'), item('2', 'sending')]
    expect(quota(three, [], outbox, 'ann').have).toBe(1)
  })
  it('is full at the most, and has no goal where the step names no number', () => {
    expect(quota(three, [card('1'), card('2'), card('3')], [], 'ann')).toMatchObject({
      short: false,
      full: true,
    })
    expect(quota({ ...three, min: 1, max: null }, [], [], 'ann')).toEqual({
      have: 0,
      short: true,
      full: false,
      goal: null,
    })
  })
})
