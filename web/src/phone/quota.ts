/** How many cards of a kind somebody has in this round, with what is still on its way. */
import type { OutboxItem } from '../outbox'
import type { CardView, Rate, Write } from '../protocol'

/** What counts of a text that waits on the phone. */
export type Waiting = Pick<OutboxItem, 'id' | 'request' | 'onBehalfOf' | 'state'>

export interface Quota {
  readonly have: number
  /** At least one more is asked for. */
  readonly short: boolean
  /** No more are allowed. */
  readonly full: boolean
  /** What to count up to, for 'vraag 2 van 3'; null when the step names no number. */
  readonly goal: number | null
}

/** In a repeated block everybody has the same room for every inbrenger. */
export function ofThisLap(cards: readonly CardView[], lap: number | null): readonly CardView[] {
  return cards.filter((card) => card.lap === lap)
}

/** Count against the rule; what was refused does not count, what is on its way does. */
export function quota(
  rule: Write,
  cards: readonly CardView[],
  outbox: readonly Waiting[],
  me: string,
  isMine: (card: CardView) => boolean = (card) => card.by === me,
): Quota {
  if (rule.joint) {
    const begun = cards.some((card) => card.kind === rule.kind && card.text.trim() !== '')
    return { have: begun ? 1 : 0, short: false, full: false, goal: null }
  }
  const mine = cards.filter(
    (card) =>
      card.kind === rule.kind &&
      (rule.per_group
        ? card.group !== null && isMine(card)
        : card.group === null && card.by === me),
  )
  const known = new Set(mine.map((card) => card.id))
  const coming = outbox.filter(
    (item) =>
      item.request.type === 'write_card' &&
      item.request.kind === rule.kind &&
      item.onBehalfOf === null &&
      item.state !== 'unsaved' &&
      !known.has(item.id),
  )
  const have = mine.length + coming.length
  const goal = rule.max ?? (rule.min > 1 ? rule.min : null)
  return { have, short: have < rule.min, full: rule.max !== null && have >= rule.max, goal }
}

/** Say whether somebody who rates has not yet rated this card, on every criterion there is. */
export function isUnrated(card: CardView, rate: Rate | null, me: string): boolean {
  if (!rate || !card.shown || !rate.kinds.includes(card.kind)) return false
  const criteria = rate.criteria.length > 0 ? rate.criteria.map((one) => one.id) : [null]
  return criteria.some((id) => !card.ratings.some((one) => one.by === me && one.criterion === id))
}
