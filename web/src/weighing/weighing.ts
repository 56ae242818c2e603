/** What was said of a card by number: means, counts and weight, from the ratings that one may see. */
import type { CardView, Scale, ScaleValue, Tone } from '../protocol'
import type { BoardState } from '../state'

/** What was said of a card on one criterion, or as a whole. */
export interface Said {
  readonly id: string
  /** The name of the criterion; empty for the card as a whole. */
  readonly name: string
  /** In the order of the scale. */
  readonly values: readonly (readonly [ScaleValue, number])[]
  /** Null where the scale has words instead of numbers. */
  readonly mean: number | null
  /** How many said something. */
  readonly of: number
}

/** How heavy a card is, on the scale that it was rated on. */
export interface Weight {
  readonly mean: number
  readonly most: number
  /** 0 is the lightest that the scale knows, 1 the heaviest. */
  readonly share: number
}

/** Returns the number that a value stands for: its sign; null where that is no number. */
export function numberOf(value: ScaleValue): number | null {
  return /^\d+$/.test(value.sign) ? Number(value.sign) : null
}

/** Returns the lowest and the highest number of a scale; null where one value has none. */
export function rangeOf(scale: Scale): readonly [number, number] | null {
  const numbers = scale.values.map(numberOf)
  const known = numbers.filter((one) => one !== null)
  return known.length < numbers.length ? null : [Math.min(...known), Math.max(...known)]
}

/** Returns what was said of a card, criterion by criterion in the order of the method. */
export function saidOf(board: BoardState, card: CardView): Said[] {
  const criteria = board.method(card.round)?.criteria ?? []
  const named = [{ id: '', name: '' }, ...criteria]
  return named.flatMap(({ id, name }) => {
    const values = card.ratings
      .filter((one) => (one.criterion ?? '') === id)
      .flatMap((one) => board.valueOf(card, one.value) ?? [])
    return values.length === 0 ? [] : [{ id, name, ...counted(values), of: values.length }]
  })
}

function counted(values: readonly ScaleValue[]): Pick<Said, 'values' | 'mean'> {
  const counts = new Map<ScaleValue, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return { values: [...counts], mean: meanOf(values.map(numberOf)) }
}

function meanOf(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((one) => one !== null)
  if (known.length === 0 || known.length < numbers.length) return null
  return known.reduce((sum, one) => sum + one, 0) / known.length
}

/** Returns the mean of all that was said of a card in numbers; null when nothing was. */
export function weightOf(board: BoardState, card: CardView): Weight | null {
  const scales = Object.values(board.method(card.round)?.scales ?? {})
  const given = card.ratings.flatMap((rating) => {
    const scale = scales.find((one) => one.values.some((value) => value.id === rating.value))
    const value = scale?.values.find((one) => one.id === rating.value)
    const range = scale ? rangeOf(scale) : null
    const number = value ? numberOf(value) : null
    return range === null || number === null ? [] : [{ number, range }]
  })
  const first = given[0]
  if (!first) return null
  const [low, most] = first.range
  const mean = given.reduce((sum, one) => sum + one.number, 0) / given.length
  return { mean, most, share: most === low ? 1 : (mean - low) / (most - low) }
}

/** Returns the tone of a card that was rated as a whole, and by all alike. */
export function toneOf(board: BoardState, card: CardView): Tone | undefined {
  const [first, ...others] = saidOf(board, card)
  if (!first || others.length > 0 || first.id !== '' || first.values.length !== 1) return undefined
  return first.values[0]?.[0].tone
}

/** Returns the cards that may be weighed now, as they hang on the flap. */
export function weighable(board: BoardState, kinds: readonly string[]): readonly CardView[] {
  return board.inPlay.filter((card) => card.shown && kinds.includes(card.kind))
}
