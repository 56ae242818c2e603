import { describe, expect, it } from 'vitest'
import type { CardView } from '../../src/protocol'
import { steadyColumns } from '../../src/wall/steady'

const card = (id: string) => ({ id, by: 'ann' }) as CardView

describe('what hangs on the wall', () => {
  it('is the same as before while cards and names are', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]], () => 'Ann')
    expect(steady([[een], [twee]], () => 'Ann')).toBe(first)
  })

  it('is new when a card is replaced, moved to another column, or its writer is called otherwise', () => {
    const steady = steadyColumns()
    const [een, twee] = [card('een'), card('twee')]
    const first = steady([[een], [twee]], () => 'Ann')
    const replaced = steady([[card('een')], [twee]], () => 'Ann')
    expect(replaced).not.toBe(first)
    expect(steady([[een, twee], []], () => 'Ann')).not.toBe(first)
    const named = steady([[een], [twee]], () => 'Ann')
    expect(steady([[een], [twee]], () => 'Anna')).not.toBe(named)
  })
})
