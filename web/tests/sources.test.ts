import { describe, expect, it } from 'vitest'
import { fromDraft, isChoice, MOST_SOURCES, sourcesSlot, toDraft } from '../src/sources'

describe('the cards that a new one comes from', () => {
  it('P10 are kept as a draft, and are no text that could be lost', () => {
    expect(isChoice(sourcesSlot('vondst'))).toBe(true)
    expect(isChoice(sourcesSlot('vondst', 'pia'))).toBe(true)
    expect(isChoice('write_card/vondst')).toBe(false)
  })
  it('come back in the order in which they were chosen', () => {
    expect(fromDraft(toDraft(['b', 'a', 'b']), ['a', 'b', 'c'])).toEqual(['b', 'a'])
  })
  it('leave out a card that was taken away meanwhile', () => {
    expect(fromDraft('a b', ['b'])).toEqual(['b'])
    expect(fromDraft('', ['b'])).toEqual([])
  })
  it('are never more than the server takes', () => {
    const many = Array.from({ length: 20 }, (_, at) => `k${String(at)}`)
    expect(fromDraft(toDraft(many), many)).toHaveLength(MOST_SOURCES)
  })
})
