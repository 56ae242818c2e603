/** The verslag, gathered from what this viewer may see (P42): nothing is asked of the server. */
import type { CardView, MethodView, PersonView, RoundView } from '../protocol'
import type { BoardState } from '../state'

export interface Section {
  /** The method's own heading; null gathers what no heading asks for. */
  readonly title: string | null
  readonly cards: readonly CardView[]
}

/** What belongs to one inbrenger of a repeated block; null is what belongs to nobody alone. */
export interface Part {
  readonly lap: number | null
  readonly inbrenger: PersonView | null
  /** What it is about, in the words of the inbrenger. */
  readonly questions: readonly CardView[]
  readonly sections: readonly Section[]
}

export interface Chapter {
  readonly round: RoundView
  readonly method: MethodView
  readonly inbrenger: PersonView | null
  readonly parts: readonly Part[]
}

/** Returns a chapter per round, oldest first; headings without cards are left out. */
export function gather(state: BoardState): Chapter[] {
  return state.rounds().flatMap((round) => {
    const method = state.method(round.id)
    if (method === null || isNothing(state, round)) return []
    const inbrenger = round.inbrenger === null ? null : state.person(round.inbrenger)
    return [{ round, method, inbrenger, parts: parts(state, round, sections(state, method)) }]
  })
}

/** Taken back before anything was to be seen in it. */
function isNothing(state: BoardState, round: RoundView): boolean {
  return round.undone && state.cards.every((card) => card.round !== round.id)
}

/** What was said before the repeated block, then inbrenger by inbrenger, then what came after. */
function parts(state: BoardState, round: RoundView, all: readonly Section[]): Part[] {
  const first = all.findIndex((section) => section.cards.some((card) => card.lap != null))
  if (first === -1) return all.length === 0 ? [] : [part(state, null, round.inbrenger, all)]
  const laps = round.laps.map((person, before) =>
    part(state, before + 1, person, only(all, before + 1)),
  )
  const found: Part[] = [
    part(state, null, null, only(all.slice(0, first), null)),
    ...laps,
    part(state, null, null, only(all.slice(first), null)),
  ]
  return found.filter((one) => one.sections.length > 0)
}

function part(
  state: BoardState,
  lap: number | null,
  person: string | null,
  sections: readonly Section[],
): Part {
  const cards = sections.flatMap((section) => section.cards)
  return {
    lap,
    inbrenger: person === null ? null : state.person(person),
    questions: cards.filter(
      (card) => person !== null && card.by === person && state.kind(card)?.means === 'question',
    ),
    sections,
  }
}

function only(all: readonly Section[], lap: number | null): Section[] {
  return all
    .map(({ title, cards }) => ({
      title,
      cards: cards.filter((card) => (card.lap ?? null) === lap),
    }))
    .filter((section) => section.cards.length > 0)
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
    return zones.flatMap((zone) =>
      state.cards.filter(
        (card) => card.round === method.id && card.sheet === sheet.id && card.zone === zone,
      ),
    )
  })
}
