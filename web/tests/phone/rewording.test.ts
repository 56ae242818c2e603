import { expect, test } from 'vitest'
import { Rewording } from '../../src/phone/rewording.svelte'

function stage(words = 'Wat raakt je?') {
  const of = { words, draft: '' }
  return { of, field: new Rewording(of) }
}

test('opened and left as it was, a card leaves no draft behind', () => {
  const { of, field } = stage()
  field.open()
  expect([field.text, field.opened, of.draft]).toEqual(['Wat raakt je?', true, ''])
  field.text = 'Wat raakt jou?'
  expect(of.draft).toBe('Wat raakt jou?')
  field.text = 'Wat raakt je?'
  expect([field.text, of.draft, field.differs]).toEqual(['Wat raakt je?', '', false])
})

test('an emptied field stays empty and open', () => {
  const { field } = stage()
  field.open()
  field.text = ''
  expect([field.text, field.opened]).toEqual(['', true])
})

test('what was changed before a reload, or was taken back, stands in the field', () => {
  const { of, field } = stage()
  of.draft = 'Wat raakt jou?'
  expect([field.text, field.opened]).toEqual(['Wat raakt jou?', true])
  field.close()
  expect([field.text, field.opened, of.draft]).toEqual(['', false, ''])
})
