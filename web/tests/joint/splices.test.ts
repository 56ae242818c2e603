import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { caretAfter } from '../../src/joint/caret'
import { between, typed } from '../../src/joint/difference'
import { both, over, size, spliced, type Splices } from '../../src/joint/splices'
import { wordsOf } from '../../src/joint/words'
import { random, randomChange, randomText } from './chance'

interface Case {
  readonly name: string
  readonly text: string
  readonly mine: Splices
  readonly theirs: Splices
  readonly mine_over_theirs: Splices
  readonly theirs_over_mine: Splices
  readonly result: string
}
const corpus = new URL('../../../tests/core/splices.json', import.meta.url)
const CASES = JSON.parse(readFileSync(corpus, 'utf-8')) as Case[]

describe('as the server has it', () => {
  test.each(CASES)('$name', (one) => {
    expect(over(one.mine, one.theirs, true)).toEqual(one.mine_over_theirs)
    expect(over(one.theirs, one.mine)).toEqual(one.theirs_over_mine)
    expect(spliced(spliced(one.text, one.theirs), over(one.mine, one.theirs, true))).toBe(
      one.result,
    )
  })
})

describe('whatever is changed', () => {
  test('whichever goes first, the text is the same, and two in one are the two', () => {
    const chance = random(7)
    for (let turn = 0; turn < 500; turn += 1) {
      const text = randomText(chance)
      const [mine, theirs] = [randomChange(chance, text), randomChange(chance, text)]
      const one = spliced(spliced(text, mine), over(theirs, mine, true))
      expect(spliced(spliced(text, theirs), over(mine, theirs))).toBe(one)
      expect(spliced(text, both(size(text), theirs, over(mine, theirs)))).toBe(one)
    }
  })

  test('a difference makes the one text into the other', () => {
    const chance = random(11)
    for (let turn = 0; turn < 500; turn += 1) {
      const [before, after] = [randomText(chance), randomText(chance)]
      expect(spliced(before, between(before, after))).toBe(after)
      expect(spliced(before, typed(before, after, size(after)))).toBe(after)
      expect(spliced(before, typed(before, after, 0))).toBe(after)
    }
  })
})

describe('a difference', () => {
  test('keeps words apart that changed in two places', () => {
    expect(between('een twee drie vier', 'één twee drie vijf')).toEqual([
      { at: 0, remove: 2, insert: 'éé' },
      { at: 16, remove: 2, insert: 'jf' },
    ])
  })
  test('never takes a letter apart that is two halves', () => {
    expect(between('👍', '👎')).toEqual([{ at: 0, remove: 1, insert: '👎' }])
    expect(typed('a👍', 'a👍👍', 3)).toEqual([{ at: 2, remove: 0, insert: '👍' }])
  })
  test('that was typed ends at the caret, of letters that are alike', () => {
    expect(typed('aa', 'aaa', 1)).toEqual([{ at: 0, remove: 0, insert: 'a' }])
    expect(typed('aa', 'aaa', 3)).toEqual([{ at: 2, remove: 0, insert: 'a' }])
    expect(typed('aaa', 'aa', 1)).toEqual([{ at: 1, remove: 1, insert: '' }])
  })
})

test('a caret stays with the letters around it', () => {
  const text = 'Bel 👍 haar'
  const caret = 'Bel 👍 '.length
  expect(caretAfter(text, caret, [{ at: 0, remove: 3, insert: 'Vraag' }])).toBe(caret + 2)
  expect(caretAfter(text, caret, [{ at: 6, remove: 0, insert: 'niet ' }])).toBe(caret)
  expect(caretAfter(text, caret, [{ at: 2, remove: 9, insert: '' }])).toBe(2)
  expect(caretAfter(text, text.length, [{ at: 0, remove: 0, insert: '🎉' }])).toBe(text.length + 2)
})

test('what is kept of a change can be read by itself', () => {
  expect(wordsOf('', [{ at: 0, remove: 0, insert: 'Vraag haar' }])).toBe('Vraag haar')
  expect(wordsOf('hul', [{ at: 3, remove: 0, insert: 'p' }])).toBe('hulp')
  expect(wordsOf('een drie', [{ at: 3, remove: 0, insert: ' twee' }])).toBe('twee')
  const two = [
    { at: 0, remove: 3, insert: 'Eén' },
    { at: 8, remove: 0, insert: ' vier' },
  ]
  expect(wordsOf('een drie', two)).toBe('Eén … vier')
  expect(wordsOf('weg', [{ at: 0, remove: 3, insert: '' }])).toBe('')
})
