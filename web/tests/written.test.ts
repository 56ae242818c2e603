import { describe, expect, test } from 'vitest'
import type { Kind, Part } from '../src/protocol'
import { inLines, shortly, toldCard, toldDraft } from '../src/told'
import { asked, draftOf, fieldsOf, joined, missing, pack, unpack, wholeText } from '../src/written'
import { CARD } from './made'

const part = (id: string, more: Partial<Part> = {}): Part => ({
  id,
  name: id,
  starter: '',
  placeholder: '',
  optional: false,
  type: 'text',
  ...more,
})
const PARTS = [
  part('zien', { name: 'Wat zie je?', starter: 'Ik zie dat je …' }),
  part('wie', { name: 'Wie', type: 'person' }),
  part('dag', { name: 'Wanneer?', type: 'date', optional: true }),
]
const KIND: Kind = {
  name: 'observatie',
  plural: 'observaties',
  paper: 'blauw',
  starter: '',
  placeholder: '',
  hint: null,
  means: null,
  parts: PARTS,
}

describe('a card of parts in writing (P10)', () => {
  test('P10 is one draft that gives back every part as it was', () => {
    const filled = { zien: ' lacht\n', wie: 'Ann "de" Wit', dag: '' }
    expect(unpack(pack(filled))).toEqual({ zien: ' lacht\n', wie: 'Ann "de" Wit' })
    expect(pack({ wie: 'a', zien: 'b' }, PARTS)).toBe(pack({ zien: 'b', wie: 'a' }))
  })
  test('is empty when every part is', () => {
    expect(pack({ zien: '', wie: '' })).toBe('')
    expect(fieldsOf('', PARTS)).toEqual({})
  })
  test('P10 loses no text of one piece when its kind has parts by now', () => {
    expect(unpack('gewoon')).toBeNull()
    expect(unpack('\u001egeen json')).toBeNull()
    expect(fieldsOf('gewoon', PARTS)).toEqual({ zien: 'gewoon' })
  })
  test('is asked for by part, and a text of one piece as a text', () => {
    expect(asked(pack({ zien: 'lacht' }), PARTS)).toEqual({ text: '', parts: { zien: 'lacht' } })
    expect(asked('Wat raakt je?', [])).toEqual({ text: 'Wat raakt je?' })
  })
  test('P10 taken back it stands under what was written meanwhile, part by part', () => {
    const now = pack({ zien: 'lacht', wie: 'Ann', dag: '2026-12-03' })
    const back = pack({ zien: 'zucht', wie: 'Bob', dag: '2026-12-04' })
    expect(unpack(joined(now, back, KIND))).toEqual({
      zien: 'lacht\nzucht',
      wie: 'Ann, Bob',
      dag: '2026-12-04',
    })
    expect(unpack(joined('', back, null))).toEqual(unpack(back))
    expect(joined('een', 'twee')).toBe('een\ntwee')
  })
  test('misses the first that has to be filled in and is not', () => {
    expect(missing(PARTS, { zien: 'lacht', wie: 'Ann' })).toBeNull()
    expect(missing(PARTS, { zien: 'lacht', wie: ' ' })?.id).toBe('wie')
  })
  test('counts as a whole', () => {
    expect(wholeText(PARTS, { wie: ' Ann', zien: 'lacht', dag: '' })).toBe('lacht\nAnn')
  })
})

describe('a card of parts on the board', () => {
  const card = { ...CARD, text: 'lacht\n2026-12-03', parts: { dag: '2026-12-03', zien: 'lacht' } }

  test('is told part by part, in the order of its kind, with a day in words', () => {
    expect(toldCard(KIND, card, 'nl')).toEqual([
      { id: 'zien', name: 'Wat zie je?', opens: 'Ik zie dat je', text: 'lacht' },
      { id: 'dag', name: 'Wanneer?', opens: '', text: '3 december 2026' },
    ])
    expect(toldCard(KIND, card, 'en')[1]?.text).toBe('3 December 2026')
  })
  test('is told in lines, where an opening is its own name', () => {
    const told = toldCard(KIND, { text: '', parts: { ...card.parts, wie: 'Ann' } }, 'nl')
    expect(inLines(told)).toBe('Ik zie dat je lacht\nWie: Ann\nWanneer? 3 december 2026')
    expect(shortly(KIND, card, 'nl')).toBe('Ik zie dat je lacht\n3 december 2026')
  })
  test('P10 shows also a part that its kind does not know', () => {
    expect(toldDraft(null, pack({ oud: 'staat er nog' }), 'nl')).toEqual([
      { id: 'oud', name: '', opens: '', text: 'staat er nog' },
    ])
  })
  test('is opened with its parts, and a card of one piece with its text', () => {
    expect(unpack(draftOf(card))).toEqual(card.parts)
    expect(draftOf(CARD)).toBe('x')
  })
})
