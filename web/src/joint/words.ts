/** What a change put in, in words that can be read by themselves. */
import { size, spliced, type Splices } from './splices'

/** Return what was put in, each piece with the whole of the words it stands in; empty for nothing. */
export function wordsOf(before: string, change: Splices): string {
  const letters = [...spliced(before, change)]
  const pieces: string[] = []
  let grown = 0
  for (const { at, remove, insert } of change) {
    let from = at + grown
    let to = from + size(insert)
    grown += size(insert) - remove
    if (insert.trim() === '') continue
    if (!blank(insert.at(0))) while (from > 0 && !blank(letters[from - 1])) from -= 1
    if (!blank(insert.at(-1))) while (to < letters.length && !blank(letters[to])) to += 1
    pieces.push(letters.slice(from, to).join('').trim())
  }
  return [...new Set(pieces)].join(' … ')
}

const blank = (letter: string | undefined) => letter === undefined || /\s/u.test(letter)
