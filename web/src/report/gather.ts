/** The verslag, gathered from what this viewer may see (P42): nothing is asked of the server. */
import type { CardView, MethodView, PersonView, RoundView } from '../protocol'
import type { BoardState } from '../state'

export interface Section {
  /** The method's own heading; null gathers what no heading asks for. */
  readonly title: string | null
  readonly cards: readonly CardView[]
}

export interface Chapter {
  readonly round: RoundView
  readonly method: MethodView
  readonly inbrenger: PersonView | null
  readonly sections: readonly Section[]
}

/** Returns a chapter per round, oldest first; headings without cards are left out. */
export function gather(state: BoardState): Chapter[] {
  return state.rounds().flatMap((round) => {
    const method = state.method(round.id)
    if (method === null) return []
    const inbrenger = round.inbrenger === null ? null : state.person(round.inbrenger)
    return [{ round, method, inbrenger, sections: sections(state, method) }]
  })
}

function sections(state: BoardState, method: MethodView): Section[] {
  const cards = inOrder(state, method)
  const gathered = new Set(method.report.flatMap((heading) => heading.kinds))
  const found: Section[] = method.report.map((heading) => ({
    title: heading.title,
    cards: cards.filter((card) => heading.kinds.includes(card.kind)),
  }))
  found.push({ title: null, cards: cards.filter((card) => !gathered.has(card.kind)) })
  return found.filter((section) => section.cards.length > 0)
}

/** As they hang on the flaps: flap by flap, column by column. */
function inOrder(state: BoardState, method: MethodView): CardView[] {
  return method.sheets.flatMap((sheet) => {
    const zones = [null, ...sheet.zones.map((zone) => zone.id)]
    return zones.flatMap((zone) => state.cardsOn(method.id, sheet.id, zone))
  })
}
