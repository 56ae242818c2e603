import { describe, expect, it } from 'vitest'
import { called } from '../../src/phone/called'
import type { MethodView, Write } from '../../src/protocol'
import { WRITE } from '../made'

const METHOD = {
  kinds: { klein: { name: 'actie' }, groot: { name: 'actie' }, vraag: { name: 'vraag' } },
  sheets: [
    {
      id: 'plan',
      title: 'Het plan',
      zones: [
        { id: 'nu', title: 'Een eerste stap' },
        { id: 'straks', title: 'Stappen' },
      ],
    },
  ],
} as unknown as MethodView

const rule = (kind: string, zone: string | null = null, prompt = ''): Write => ({
  ...WRITE,
  kind,
  sheet: 'plan',
  zone,
  prompt,
})

describe('what areas to write in are called', () => {
  it('is the name of the kind', () => {
    expect(called([rule('klein', 'nu'), rule('vraag')], METHOD)).toEqual(['actie', 'vraag'])
  })
  it('is the column where two kinds have the same name', () => {
    const rules = [rule('groot', 'straks'), rule('klein', 'nu'), rule('vraag', 'nu')]
    expect(called(rules, METHOD)).toEqual(['Stappen', 'Een eerste stap', 'vraag'])
  })
  it('is what is asked where the column is the same or there is none', () => {
    const same = [rule('groot', 'nu', 'Wat werk je uit?'), rule('klein', 'nu', 'Wat doe je eerst?')]
    expect(called(same, METHOD)).toEqual(['Wat werk je uit?', 'Wat doe je eerst?'])
    const none = [rule('groot', null, 'Wat werk je uit?'), rule('klein', 'nu')]
    expect(called(none, METHOD)).toEqual(['Wat werk je uit?', 'Een eerste stap'])
  })
  it('ends with nothing to tell them apart by', () => {
    expect(called([rule('groot'), rule('klein')], METHOD)).toEqual(['actie', 'actie'])
    expect(called([rule('groot')], null)).toEqual([''])
  })
})
