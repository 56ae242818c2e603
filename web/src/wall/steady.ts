/** Lets the wall be laid out again only when what hangs there changed, not at every frame of the board. */
import type { CardView, View } from '../protocol'
import type { BoardState } from '../state'

type Columns = readonly (readonly CardView[])[]

/** Returns a function that hands back its former result while the cards and their writers are the same. */
export function steadyColumns(): (columns: Columns, nameOf: (card: CardView) => string) => Columns {
  let former: Columns = []
  let names: readonly string[] = []
  return (columns, nameOf) => {
    const written = columns.flat().map(nameOf)
    if (!same(written, names) || !sameColumns(columns, former)) [former, names] = [columns, written]
    return former
  }
}

function sameColumns(a: Columns, b: Columns): boolean {
  return a.length === b.length && a.every((column, at) => same(column, b[at] ?? []))
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

/** What a card on the wall shows nothing of; and the other cards, of those that hang by themselves. */
const BESIDE: ReadonlySet<View['type']> = new Set(['card', 'presence', 'timer', 'door', 'lead'])

/** Returns a function that hands back its former board while unchanged cards look the same on it. */
export function steadyBoard(): (board: BoardState) => BoardState {
  let former: BoardState | null = null
  return (board) => {
    if (former === null || !sameAround(former, board)) former = board
    return former
  }
}

function sameAround(a: BoardState, b: BoardState): boolean {
  if (a.cards.some(hangsTogether) || b.cards.some(hangsTogether)) return false
  const [before, now] = [around(a), around(b)]
  return before.length === now.length && now.every((view, at) => view === before[at])
}

function hangsTogether(card: CardView): boolean {
  return card.links.length > 0 || card.sources.length > 0
}

function around(board: BoardState): View[] {
  return [...board.views.values()].filter((view) => !BESIDE.has(view.type))
}
