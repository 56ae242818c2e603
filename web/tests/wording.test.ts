import { describe, expect, it } from 'vitest'
import { opening, wording } from '../src/wording'

describe('the wording of a card', () => {
  it('follows the opening of its kind', () => {
    expect(wording('Mijn probleem is …', 'dat ik wil')).toBe('Mijn probleem is dat ik wil')
  })

  it('has the opening once, also when the writer typed it too', () => {
    expect(wording('Mijn probleem is …', 'Mijn probleem is groot')).toBe('Mijn probleem is groot')
  })

  it('knows the opening in other letters and after a blank, too', () => {
    expect(wording('Mijn probleem is …', ' mijn probleem is dat ik')).toBe(
      ' mijn probleem is dat ik',
    )
    expect(opening('Mijn probleem is …', 'Mijn probleem is … dat ik')).toBe('')
  })

  it('does not take the half of a word for the opening', () => {
    expect(opening('Mijn probleem is …', 'Mijn probleem isoleert mij')).toBe('Mijn probleem is')
  })
})
