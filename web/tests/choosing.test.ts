import { describe, expect, it } from 'vitest'
import { recommend, type Wish } from '../src/choosing'
import type { MethodCard } from '../src/protocol'

const method = (id: string, more: Partial<MethodCard>): MethodCard => ({
  id,
  name: id,
  summary: '',
  purpose: '',
  use_when: [],
  avoid_when: [],
  level: 'beginner',
  fits: [],
  needs_inbrenger: true,
  group: { min: 3, max: 9 },
  minutes: 60,
  steps: [],
  source: '',
  takes_card: false,
  fallback: false,
  ...more,
})
const wish = (more: Partial<Wish>): Wish => ({
  minutes: 60,
  experience: 'some',
  matter: 'vague',
  ...more,
})
const names = (methods: readonly MethodCard[], what: Wish) =>
  recommend(methods, what).map((one) => one.method.id)

describe('what is recommended', () => {
  it('fits what is on the table, the better before the lesser', () => {
    const methods = [
      method('lesser', { fits: ['incident', 'vague'] }),
      method('better', { fits: ['vague'] }),
      method('other', { fits: ['success'] }),
    ]
    expect(names(methods, wish({}))).toEqual(['better', 'lesser'])
  })

  it('is at most two methods', () => {
    const methods = ['a', 'b', 'c'].map((id) => method(id, { fits: ['vague'] }))
    expect(names(methods, wish({}))).toHaveLength(2)
  })

  it('is nothing where no method fits', () => {
    expect(recommend([method('a', { fits: ['success'] })], wish({}))).toEqual([])
    expect(recommend([method('a', {})], wish({}))).toEqual([])
  })

  it('stays within the time, and uses it', () => {
    const methods = [
      method('long', { fits: ['vague'], minutes: 110 }),
      method('short', { fits: ['vague'], minutes: 25 }),
    ]
    expect(names(methods, wish({ minutes: 30 }))).toEqual(['short'])
    expect(names(methods, wish({ minutes: 120 }))).toEqual(['long', 'short'])
  })

  it('may be a few minutes over', () => {
    const [advice] = recommend([method('a', { fits: ['vague'], minutes: 66 })], wish({}))
    expect(advice?.long).toBe(false)
  })

  it('says so when the only one takes too long', () => {
    const [advice] = recommend([method('a', { fits: ['vague'], minutes: 90 })], wish({}))
    expect(advice).toMatchObject({ long: true, matter: 'vague' })
  })

  it('prefers a lesser fit within the time to a better one far over it', () => {
    const methods = [
      method('over', { fits: ['vague'], minutes: 120 }),
      method('within', { fits: ['incident', 'pattern', 'vague'], minutes: 30 }),
    ]
    expect(names(methods, wish({ minutes: 30 }))).toEqual(['within'])
  })

  it('spares a group that begins, and challenges one that is used to it', () => {
    const methods = [
      method('easy', { fits: ['pattern'], minutes: 50 }),
      method('demanding', { fits: ['pattern'], minutes: 50, level: 'ervaren' }),
    ]
    expect(names(methods, wish({ matter: 'pattern', experience: 'first' }))[0]).toBe('easy')
    expect(names(methods, wish({ matter: 'pattern', experience: 'much' }))[0]).toBe('demanding')
    const [first] = recommend(methods, wish({ matter: 'pattern', experience: 'first' }))
    expect(first?.level).toBe('easy')
    const [much] = recommend(methods, wish({ matter: 'pattern', experience: 'much' }))
    expect(much?.level).toBe('demanding')
  })

  it('lets a group without a question begin with itself, the first time only', () => {
    const methods = [
      method('begin', { fits: ['start'], minutes: 110 }),
      method('find', { fits: ['none'], minutes: 30 }),
    ]
    const begins = wish({ matter: 'none', experience: 'first', minutes: 150 })
    expect(names(methods, begins)).toEqual(['begin', 'find'])
    expect(recommend(methods, begins)[0]?.matter).toBe('start')
    expect(names(methods, { ...begins, experience: 'some' })).toEqual(['find'])
    expect(names(methods, { ...begins, matter: 'vague' })).toEqual([])
  })

  it('does not change with the order of the methods', () => {
    const methods = [
      method('a', { fits: ['vague'], minutes: 50 }),
      method('b', { fits: ['vague'], minutes: 40 }),
      method('c', { fits: ['incident', 'vague'], minutes: 60 }),
    ]
    expect(names(methods, wish({}))).toEqual(names([...methods].reverse(), wish({})))
  })
})
