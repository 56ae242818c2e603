/** How cards hang together, in few words: which one comes from, and which one is tied to. */
import type { CardView } from './protocol'
import type { BoardState } from './state'
import { shortly } from './told'

const SHORT = 32
const NAMED = 3

export interface Gist {
  readonly texts: readonly string[]
  /** How many more there are. */
  readonly more: number
}

/** A card in a few words, for where it is only pointed at. */
export function gist(board: BoardState, card: CardView): string {
  return short(shortly(board.kind(card), card, board.board?.language ?? 'nl'))
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

const SIGNS = new WeakMap<BoardState, ReadonlyMap<string, string>>()

/** The letter that all cards share that are tied to each other; empty for one that is tied to none. */
export function signOf(board: BoardState, id: string | undefined): string {
  let signs = SIGNS.get(board)
  if (!signs) SIGNS.set(board, (signs = signsOf(board)))
  return id === undefined ? '' : (signs.get(id) ?? '')
}

/** In the order in which the cards lie, and anew in every round. */
function signsOf(board: BoardState): ReadonlyMap<string, string> {
  const signs = new Map<string, string>()
  const used = new Map<string, number>()
  for (const card of board.cards) {
    if (signs.has(card.id) || seen(board, card.links).length === 0) continue
    const at = used.get(card.round) ?? 0
    used.set(card.round, at + 1)
    spread(board, card, letter(at), signs)
  }
  return signs
}

function spread(board: BoardState, card: CardView, sign: string, signs: Map<string, string>): void {
  if (signs.has(card.id)) return
  signs.set(card.id, sign)
  for (const other of seen(board, card.links)) spread(board, other, sign, signs)
}

/** A to Z, then A2 to Z2. */
function letter(at: number): string {
  const again = Math.floor(at / 26)
  return String.fromCharCode(65 + (at % 26)) + (again === 0 ? '' : String(again + 1))
}
