import { describe, expect, it } from 'vitest'
import { holds, liesReady, shareOf } from '../../src/phone/sharing'
import type { Kind, Part } from '../../src/protocol'
import { pack } from '../../src/written'

const part = (id: string, type: Part['type'], optional = false) => ({ id, type, optional }) as Part
const kind = (...parts: Part[]) => ({ name: 'k', parts }) as unknown as Kind

describe('an answer to a question for oneself', () => {
  it('is the whole card of a kind in one piece', () => {
    expect(shareOf(kind(), ' Te druk ')).toEqual({ parts: {}, whole: true })
  })
  it('goes into the first part that takes a text, and at once where the rest may stay empty', () => {
    const parts = [part('wanneer', 'date', true), part('wat', 'text'), part('wie', 'person', true)]
    expect(shareOf(kind(...parts), ' Te druk ')).toEqual({ parts: { wat: 'Te druk' }, whole: true })
  })
  it('waits for its writer where another part is needed', () => {
    const share = shareOf(kind(part('wat', 'text'), part('wanneer', 'date')), 'Te druk')
    expect(share).toEqual({ parts: { wat: 'Te druk' }, whole: false })
  })
  it('stays where it is when no part takes a text', () => {
    expect(shareOf(kind(part('wanneer', 'date')), 'Te druk')).toBeNull()
  })
  it('is known again on a card, in one piece or in its part', () => {
    const inParts = { parts: { wat: 'Te druk' }, whole: true }
    expect(holds({ text: '', parts: { wat: 'Te druk' } }, inParts, 'Te druk')).toBe(true)
    expect(holds({ text: 'Te druk', parts: {} }, inParts, 'Te druk')).toBe(false)
    expect(holds({ text: 'Te druk', parts: {} }, { parts: {}, whole: true }, ' Te druk')).toBe(true)
    expect(holds({ text: '', parts: {} }, { parts: { wat: '' }, whole: false }, '')).toBe(false)
  })
  it('lies ready in the field once it stands there, also beside other words', () => {
    const share = { parts: { wat: 'Te "druk"' }, whole: false }
    expect(liesReady(pack({ wat: 'Eerst\nTe "druk"' }), share, 'Te "druk"')).toBe(true)
    expect(liesReady(pack({ wanneer: '2026-12-03' }), share, 'Te "druk"')).toBe(false)
    expect(liesReady('Te druk', { parts: {}, whole: true }, 'Te druk')).toBe(true)
  })
})
