/** How an answer to a question for oneself would hang on the flap. */
import type { CardView, Kind } from '../protocol'
import { missing, unpack, type Parts } from '../written'

export interface Share {
  /** Empty for a kind in one piece. */
  readonly parts: Parts
  /** Whether it can go at once; else its writer fills in the other parts first. */
  readonly whole: boolean
}

/** Null where the kind has no part that takes a text. */
export function shareOf(kind: Kind, answer: string): Share | null {
  if (kind.parts.length === 0) return { parts: {}, whole: true }
  const first = kind.parts.find((part) => part.type === 'text')
  if (!first) return null
  const parts = { [first.id]: answer.trim() }
  return { parts, whole: missing(kind.parts, parts) === null }
}

/** Say whether a card, or one on its way, has this answer already. */
export function holds(
  card: { readonly text?: string; readonly parts?: CardView['parts'] },
  share: Share,
  answer: string,
): boolean {
  const [[id, text] = []] = Object.entries(share.parts)
  if (id === undefined) return card.text === answer.trim()
  return text !== '' && card.parts?.[id] === text
}

/** Say whether a draft has this answer in it, among what else stands there. */
export function liesReady(draft: string, share: Share, answer: string): boolean {
  const [id = ''] = Object.keys(share.parts)
  return (unpack(draft)?.[id] ?? draft).includes(answer.trim())
}
