/** Lets the wall be laid out again only when what hangs there changed, not at every frame of the board. */
import type { CardView } from '../protocol'

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
