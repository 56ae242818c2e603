import { expect, test } from 'vitest'
import type { CardView, View } from '../../src/protocol'
import { isAction, toldAction } from '../../src/report/action'
import { BoardState, keyOf } from '../../src/state'
import { CARD } from '../made'

const part = (id: string, name: string, type = 'text', starter = '') => ({
  id,
  name,
  type,
  starter,
})
const method = {
  type: 'method',
  id: 'r',
  kinds: {
    actie: { name: 'actie', means: 'action', starter: '', parts: [] },
    slim: {
      name: 'actie',
      means: 'action',
      starter: '',
      parts: [
        part('wat', 'Wat ga je doen?'),
        part('zien', 'Hoe merk je het?', 'text', 'Ik merk dat …'),
        part('wanneer', 'Wanneer?', 'date'),
        part('hulp', 'Wie helpt?', 'person'),
        part('terug', 'Wanneer kijk je terug?', 'date'),
      ],
    },
    vraag: { name: 'vraag', means: null, starter: '', parts: [] },
  },
}
const board = { type: 'board', id: 'b', language: 'nl', phase: 'ended', round: 'r' }
const views = [board, method] as unknown as View[]
const state = new BoardState(new Map(views.map((view) => [keyOf(view), view])), 'ann')
const card = (over: Partial<CardView>): CardView => ({ ...CARD, ...over })

test('a card of a kind that means one is an action, and no other', () => {
  expect(isAction(state, card({ kind: 'actie' }))).toBe(true)
  expect(isAction(state, card({ kind: 'vraag' }))).toBe(false)
})

test('an action tells what, by when, and the rest part by part', () => {
  const parts = { wat: 'Bellen', zien: 'het lukt', wanneer: '2026-12-03', hulp: 'Theo' }
  const told = toldAction(state, card({ kind: 'slim', text: 'x', parts }))
  expect(told.what).toBe('Bellen')
  expect(told.day).toBe('3 december 2026')
  expect(told.others.map((one) => [one.opens, one.text])).toEqual([
    ['Ik merk dat', 'het lukt'],
    ['', 'Theo'],
  ])
})

test('its first day stands apart, and a later one among the rest', () => {
  const parts = { wat: 'Bellen', wanneer: '2026-12-03', terug: '2027-01-14' }
  const told = toldAction(state, card({ kind: 'slim', text: 'x', parts }))
  expect(told.day).toBe('3 december 2026')
  expect(told.others.map((one) => one.text)).toEqual(['14 januari 2027'])
})

test('an action in one piece is told as it was written, without a day', () => {
  const told = toldAction(state, card({ kind: 'actie', text: 'Bellen' }))
  expect(told).toEqual({ what: 'Bellen', day: '', others: [] })
})
