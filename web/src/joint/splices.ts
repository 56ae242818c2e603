/**
 * Changes to one text that several people write at once, and how one goes over another: the same as
 * server/flapover/core/splices.py, and held to the same cases. Places count code points.
 */
import type { Splice } from '../protocol'

/** In order, none overlapping, all against the same text. */
export type Splices = readonly Splice[]

export const size = (text: string) => [...text].length
const end = (one: Splice) => one.at + one.remove

/** The same change in its one shape: what touches is one splice, what does nothing is left out. */
export function neat(splices: Splices): Splices {
  const joined: Splice[] = []
  for (const one of splices) {
    if (one.remove === 0 && one.insert === '') continue
    const last = joined.at(-1)
    if (last && end(last) === one.at) {
      joined[joined.length - 1] = {
        at: last.at,
        remove: last.remove + one.remove,
        insert: last.insert + one.insert,
      }
    } else joined.push(one)
  }
  return joined
}

/** Return the text after a change. */
export function spliced(text: string, splices: Splices): string {
  const letters = [...text]
  const kept: string[] = []
  let done = 0
  for (const one of splices) {
    kept.push(...letters.slice(done, one.at), one.insert)
    done = end(one)
  }
  return kept.join('') + letters.slice(done).join('')
}

/**
 * Return what `mine` is after `theirs` was done to the text that both were meant for. What either put
 * in is kept; at one place the words of whoever was `first` stand first.
 */
export function over(mine: Splices, theirs: Splices, first = false): Splices {
  return neat(
    mine.flatMap((one) => {
      const at = moved(one.at, theirs, first)
      const put = one.insert === '' ? [] : [{ at, remove: 0, insert: one.insert }]
      const taken = left(one, theirs).map(([from, to]) => ({
        at: moved(from, theirs, false),
        remove: to - from,
        insert: '',
      }))
      return [...put, ...taken]
    }),
  )
}

/** Return where a place is after their change; a `first` stays before what they put there. */
export function moved(place: number, theirs: Splices, first: boolean): number {
  let now = place
  for (const one of theirs) {
    if (one.at < place || (one.at === place && !first)) {
      now += size(one.insert) - Math.min(one.remove, place - one.at)
    }
  }
  return now
}

/** Return the stretches of what I take away that are left, cut where they put words in. */
function left(mine: Splice, theirs: Splices): [from: number, to: number][] {
  const stretches: [number, number][] = []
  let start = mine.at
  for (const one of theirs) {
    if (end(one) < start || one.at >= end(mine)) continue
    if (start < one.at) stretches.push([start, one.at])
    start = Math.max(start, end(one))
  }
  if (start < end(mine)) stretches.push([start, end(mine)])
  return stretches
}

/** Return one change that does what two do after each other to a text of this size. */
export function both(letters: number, one: Splices, then: Splices): Splices {
  // Where each letter of the text between came from: a place in the text before, or a new letter.
  const from = laid(
    Array.from({ length: letters }, (_, at) => at),
    one,
  )
  const after = laid(from, then)
  const made: Splice[] = []
  let at = 0
  let insert = ''
  for (const origin of [...after, letters]) {
    if (typeof origin === 'string') {
      insert += origin
      continue
    }
    made.push({ at, remove: origin - at, insert })
    at = origin + 1
    insert = ''
  }
  return neat(made)
}

function laid(row: readonly (number | string)[], splices: Splices): (number | string)[] {
  const kept: (number | string)[] = []
  let done = 0
  for (const one of splices) {
    kept.push(...row.slice(done, one.at), ...one.insert)
    done = end(one)
  }
  return [...kept, ...row.slice(done)]
}
