import { describe, expect, it } from 'vitest'
import type { CardView, NowView, Write } from '../../src/protocol'
import { doings, shown } from '../../src/phone/doing'
import { CARD, NOW, WRITE } from '../made'

const nothing = NOW
const rule = (kind: string): Write => ({ ...WRITE, kind })
const card = (kind: string): CardView => ({ ...CARD, kind, by: 'ik', typed_by: 'ik' })
const keys = (now: NowView, own: CardView[] = []): string[] =>
  doings(now, own).map((one) => one.key)

describe('what the phone offers', () => {
  it('is listening when the step opens nothing', () => {
    expect(keys(nothing)).toEqual([])
    expect(shown([], null)).toBeNull()
  })
  it('gives every kind that may be written an area of its own', () => {
    expect(keys({ ...nothing, write: [rule('vraag'), rule('actie')] })).toEqual([
      'write:vraag',
      'write:actie',
    ])
  })
  it('puts what others wait for before writing', () => {
    const now: NowView = { ...nothing, write: [rule('vraag')], answer: ['vraag'], focus: ['vraag'] }
    expect(keys(now)).toEqual(['answer', 'write:vraag'])
  })
  it('offers a new wording only to who has a card to reword', () => {
    const now: NowView = { ...nothing, rewrite: ['probleem'] }
    expect(keys(now)).toEqual([])
    expect(keys(now, [card('probleem')])).toEqual(['rewrite'])
  })
  it('lays cards on the table before writing others, and after writing the same', () => {
    const reading: NowView = { ...nothing, write: [rule('inzicht')], focus: ['postit'] }
    expect(keys(reading)).toEqual(['lay', 'write:inzicht'])
    expect(keys({ ...reading, focus: ['inzicht'] })).toEqual(['write:inzicht', 'lay'])
  })
  it('offers moving on its own only where nothing else is open', () => {
    expect(keys({ ...nothing, move: ['kracht'] })).toEqual(['move'])
    expect(keys({ ...nothing, move: ['kracht'], write: [rule('kracht')] })).toEqual([
      'write:kracht',
    ])
  })
  it('offers sharing to whoever has something to share, and not beside writing the same', () => {
    const now: NowView = { ...nothing, share: ['notitie'] }
    expect(keys(now)).toEqual([])
    expect(keys(now, [card('notitie')])).toEqual(['share'])
    expect(keys({ ...now, write: [rule('notitie')] }, [card('notitie')])).toEqual(['write:notitie'])
    expect(keys({ ...now, write: [rule('actie')] }, [card('notitie')])).toEqual([
      'write:actie',
      'share',
    ])
  })
  it('offers linking on its own, or with moving, where nothing else is open', () => {
    expect(keys({ ...nothing, link: ['kracht'] })).toEqual(['link'])
    expect(keys({ ...nothing, link: ['kracht'], move: ['kracht'] })).toEqual(['move', 'link'])
    expect(keys({ ...nothing, link: ['kracht'], answer: ['vraag'] })).toEqual(['answer'])
  })
  it('keeps what was chosen while the step opens it, and falls back to the first', () => {
    const list = doings({ ...nothing, write: [rule('vraag'), rule('actie')] }, [])
    expect(shown(list, 'write:actie')?.key).toBe('write:actie')
    expect(shown(list, 'rate')?.key).toBe('write:vraag')
  })
  it('begins with writing while there is nothing to answer or to lay on the table', () => {
    const list = doings({ ...nothing, answer: ['vraag'], write: [rule('doel')] }, [])
    const some = (kinds: readonly string[]) => kinds.includes('vraag')
    expect(shown(list, null, () => false)?.key).toBe('write:doel')
    expect(shown(list, null, some)?.key).toBe('answer')
    expect(shown(list, 'answer', () => false)?.key).toBe('answer')
    const reading = doings({ ...nothing, focus: ['postit'], write: [rule('inzicht')] }, [])
    expect(shown(reading, null, some)?.key).toBe('write:inzicht')
    const alone = doings({ ...nothing, answer: ['vraag'] }, [])
    expect(shown(alone, null, () => false)?.key).toBe('answer')
  })
})
