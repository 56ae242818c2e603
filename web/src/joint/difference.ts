/** What makes one text into another, when only both are known. */
import type { Splice } from '../protocol'
import { neat, size, type Splices } from './splices'

const MOST_PAIRS = 250_000

/** Return a change that makes `after` of `before`: word by word, and within a word letter by letter. */
export function between(before: string, after: string): Splices {
  const [was, is] = [words(before), words(after)]
  const head = same(was.length, is.length, (at) => was[at] === is[at])
  const tail = same(
    was.length - head,
    is.length - head,
    (at) => was[was.length - 1 - at] === is[is.length - 1 - at],
  )
  const start = size(was.slice(0, head).join(''))
  const gone = was.slice(head, was.length - tail)
  const come = is.slice(head, is.length - tail)
  return neat(byWord(gone, come, start).map((one) => within(one, [...before])))
}

/** A word that became another one keeps the letters that both begin and end with. */
function within({ at, remove, insert }: Splice, before: readonly string[]): Splice {
  const [was, is] = [before.slice(at, at + remove), [...insert]]
  const head = same(was.length, is.length, (i) => was[i] === is[i])
  const tail = same(
    was.length - head,
    is.length - head,
    (i) => was[was.length - 1 - i] === is[is.length - 1 - i],
  )
  return {
    at: at + head,
    remove: remove - head - tail,
    insert: is.slice(head, is.length - tail).join(''),
  }
}

/**
 * Return what was typed: like `between`, but one splice, that ends at the caret where it can. So of
 * two letters that are alike the one goes in that the writer put in.
 */
export function typed(before: string, after: string, caret: number): Splices {
  const [was, is] = [[...before], [...after]]
  const behind = size(after) - caret
  const tail = same(
    Math.min(was.length, behind),
    Math.min(is.length, behind),
    (at) => was[was.length - 1 - at] === is[is.length - 1 - at],
  )
  const head = same(was.length - tail, is.length - tail, (at) => was[at] === is[at])
  const insert = is.slice(head, is.length - tail).join('')
  return neat([{ at: head, remove: was.length - tail - head, insert }])
}

/** Count how many are the same from the beginning. */
function same(one: number, other: number, equal: (at: number) => boolean): number {
  let at = 0
  while (at < one && at < other && equal(at)) at += 1
  return at
}

const words = (text: string) => text.match(/\s|[^\s]+/gu) ?? []

function byWord(was: readonly string[], is: readonly string[], start: number): Splices {
  const whole = [{ at: start, remove: size(was.join('')), insert: is.join('') }]
  if (was.length * is.length > MOST_PAIRS) return whole
  const common = longestCommon(was, is)
  const made: { at: number; remove: number; insert: string }[] = []
  let [i, j, at] = [0, 0, start]
  while (i < was.length || j < is.length) {
    const [mine, theirs] = [was[i], is[j]]
    if (mine !== undefined && mine === theirs) {
      at += size(mine)
      i += 1
      j += 1
    } else if (theirs !== undefined && (mine === undefined || better(common, i, j))) {
      made.push({ at, remove: 0, insert: theirs })
      j += 1
    } else if (mine !== undefined) {
      made.push({ at, remove: size(mine), insert: '' })
      at += size(mine)
      i += 1
    }
  }
  return neat(made)
}

/** Whether passing over a new word leaves at least as much in common as passing over an old one. */
const better = (common: number[][], i: number, j: number) =>
  (common[i]?.[j + 1] ?? 0) >= (common[i + 1]?.[j] ?? 0)

/** How many words what is left of both has in common, in order, from each pair of places. */
function longestCommon(was: readonly string[], is: readonly string[]): number[][] {
  const table = Array.from({ length: was.length + 1 }, () =>
    new Array<number>(is.length + 1).fill(0),
  )
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[]
      row[j] =
        was[i] === is[j]
          ? (table[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return table
}
