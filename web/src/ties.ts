/** How cards hang together, in few words: which one comes from, and which one is tied to. */
import type { CardView } from './protocol'
import type { BoardState } from './state'
import { wording } from './wording'

const SHORT = 32
const NAMED = 3

export interface Gist {
  readonly texts: readonly string[]
  /** How many more there are. */
  readonly more: number
}

/** A card in a few words, for where it is only pointed at. */
export function gist(board: BoardState, card: CardView): string {
  return short(wording(board.kind(card)?.starter ?? '', card.text))
}

/** The first few of these cards, as far as this viewer sees them. */
export function gists(board: BoardState, ids: readonly string[]): Gist {
  const cards = seen(board, ids)
  return {
    texts: cards.slice(0, NAMED).map((card) => gist(board, card)),
    more: Math.max(0, cards.length - NAMED),
  }
}

export function seen(board: BoardState, ids: readonly string[]): CardView[] {
  return ids.flatMap((id) => board.card(id) ?? [])
}

/** Cut at a word where that leaves enough. */
export function short(text: string, most = SHORT): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const letters = [...line]
  if (letters.length <= most) return line
  const cut = letters.slice(0, most - 1).join('')
  const word = cut.lastIndexOf(' ')
  return `${(word > most / 2 ? cut.slice(0, word) : cut).replace(/[\s.,;:…]+$/u, '')}…`
}
