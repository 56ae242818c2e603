/** Which method to recommend, by what the methods say of themselves. No method is known by name. */
import type { MethodCard } from './protocol'

export type Matter = MethodCard['fits'][number]
export type Experience = 'first' | 'some' | 'much'

export interface Wish {
  readonly minutes: number
  readonly experience: Experience
  readonly matter: Matter
}

export interface Advice {
  readonly method: MethodCard
  /** What it is good for, of the things that were asked for. */
  readonly matter: Matter
  /** Whether it takes clearly longer than there is time. */
  readonly long: boolean
  /** What to say of the group: nothing where its experience makes no difference. */
  readonly level: 'easy' | 'demanding' | null
}

/** A few minutes too long is no matter: the minutes of a step are advice. */
const SPARE = 1.1
const BY_RANK = [10, 7, 5, 4]
const DEMANDING: Record<Experience, number> = { first: -8, some: -4, much: 2 }

/** Return the methods that suit, the best first, at most two; the second is never one too long. */
export function recommend(methods: readonly MethodCard[], wish: Wish): readonly Advice[] {
  const ranked = methods
    .flatMap((method) => judged(method, wish) ?? [])
    .sort((a, b) => b.score - a.score || a.advice.method.minutes - b.advice.method.minutes)
    .map((one) => one.advice)
  const [best, ...others] = ranked
  if (best === undefined) return []
  const second = others.find((one) => !one.long)
  return second === undefined ? [best] : [best, second]
}

function judged(method: MethodCard, wish: Wish): { advice: Advice; score: number } | null {
  const matter = mattersOf(wish).find((one) => method.fits.includes(one))
  if (matter === undefined) return null
  const share = method.minutes / wish.minutes
  const long = share > SPARE
  const demanding = method.level === 'ervaren'
  const score =
    (BY_RANK[method.fits.indexOf(matter)] ?? 4) +
    (matter === 'start' ? 4 : 0) +
    (long ? -12 * (share - 1) : 3 * Math.min(share, 1)) +
    (demanding ? DEMANDING[wish.experience] : 0)
  const level = demanding ? 'demanding' : wish.experience === 'first' ? 'easy' : null
  return { advice: { method, matter, long, level }, score }
}

/** A group that has only just begun, and has no question yet, begins with itself. */
function mattersOf(wish: Wish): readonly Matter[] {
  const begins = wish.experience === 'first' && wish.matter === 'none'
  return begins ? ['start', 'none'] : [wish.matter]
}
