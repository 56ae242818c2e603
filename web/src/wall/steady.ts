/** Lets the wall be laid out again only when what hangs there changed, not at every frame of the board. */
import type { CardView, View } from '../protocol'
import { BoardState } from '../state'
import { gists, signOf } from '../ties'

type Columns = readonly (readonly CardView[])[]

/** Returns a function that hands back its former result while the cards in it are the same. */
export function steadyColumns(): (columns: Columns) => Columns {
  let former: Columns = []
  return (columns) => {
    if (!sameColumns(columns, former)) former = columns
    return former
  }
}

function sameColumns(a: Columns, b: Columns): boolean {
  return a.length === b.length && a.every((column, at) => same(column, b[at] ?? []))
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

/** What a card shows of more than itself: words and colours of its method, names, the language. */
const AROUND: ReadonlySet<View['type']> = new Set(['board', 'method', 'person'])

/**
 * Returns a function that makes of a board one that holds only what is around cards that hang by
 * themselves, and hands back the former one while that is the same.
 */
export function steadyAround(): (board: BoardState) => BoardState {
  let former: BoardState | null = null
  return (board) => {
    if (former === null || !sameAround(former, board)) former = onlyAround(board)
    return former
  }
}

function sameAround(around: BoardState, board: BoardState): boolean {
  let count = 0
  for (const [key, view] of board.views) {
    if (!AROUND.has(view.type)) continue
    if (around.views.get(key) !== view) return false
    count += 1
  }
  return count === around.views.size
}

function onlyAround(board: BoardState): BoardState {
  const views = [...board.views].filter(([, view]) => AROUND.has(view.type))
  return new BoardState(new Map(views), board.myId)
}

/** Whether a card shows something of other cards: then it needs the whole board. */
export function hangsTogether(card: CardView): boolean {
  return card.links.length > 0 || card.sources.length > 0
}

/**
 * Returns a function that says by card what it looks like on the board around it: the same value
 * as before while that is the same.
 */
export function steadyLooks(): (
  cards: readonly CardView[],
  board: () => BoardState,
) => ReadonlyMap<string, unknown> {
  let former: ReadonlyMap<string, { readonly card: CardView; readonly ties: string }> = new Map()
  return (cards, board) => {
    former = new Map(
      cards.map((card) => {
        const ties = hangsTogether(card) ? tiesOf(board(), card) : ''
        const before = former.get(card.id)
        const same = before?.card === card && before.ties === ties
        return [card.id, same ? before : { card, ties }]
      }),
    )
    return former
  }
}

function tiesOf(board: BoardState, card: CardView): string {
  const others = [gists(board, card.sources), gists(board, card.links)]
  return JSON.stringify([signOf(board, card.id), others])
}
