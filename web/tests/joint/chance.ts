import type { Splices } from '../../src/joint/splices'

/** Chance that is the same on every run. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

type Chance = ReturnType<typeof random>

export function randomText(chance: Chance): string {
  const words = ['een', 'twee', '👍', 'é', ' ', ' ', '\n', '👨‍👩‍👧']
  return Array.from({ length: chance(8) }, () => words[chance(words.length)]).join('')
}

/** A change of a text; all that it puts in is `word`, or a few letters. */
export function randomChange(chance: Chance, text: string, word?: string): Splices {
  const letters = [...text].length
  const made: { at: number; remove: number; insert: string }[] = []
  let from = 0
  for (let left = 1 + chance(3); left > 0; left -= 1) {
    const at = from + chance(letters - from + 1)
    const remove = chance(3) === 0 ? chance(letters - at + 1) : 0
    made.push({ at, remove, insert: word ?? 'xyz💥'.slice(0, chance(4)) })
    from = at + remove
  }
  return word === undefined ? made : made.slice(0, 1)
}
