/** Answering the cards of a flap one by one: what counts as answered, and what was begun. */
import type { OutboxItem } from '../outbox'
import type { CardView } from '../protocol'

/** Return the answer to this card that is on its way; null when there is none, or it was refused. */
export function underway(outbox: readonly OutboxItem[], card: string): OutboxItem | null {
  const answers = outbox.filter(
    ({ request, onBehalfOf }) =>
      request.type === 'answer_card' && request.card === card && onBehalfOf === null,
  )
  return answers.find((item) => item.state !== 'unsaved') ?? null
}

/** Return of each card whether it still waits for an answer. */
export function openOnes(cards: readonly CardView[], outbox: readonly OutboxItem[]): boolean[] {
  return cards.map((card) => card.answer === null && underway(outbox, card.id) === null)
}

/**
 * Which flaps this page has already begun on. Who looks at another tab and comes back does not
 * begin anew, so what the gespreksleider took from the table meanwhile stays off it.
 */
const begun = new Set<string>()

/** Note whether there is something to answer; return whether that has only now begun. */
export function begins(flap: string, open: boolean): boolean {
  const fresh = open && !begun.has(flap)
  if (open) begun.add(flap)
  else begun.delete(flap)
  return fresh
}
