/** What a gespreksleider wants to know before the next step: what will show, and what is not done. */
import type { CardView, LeadView, PersonView, Role, StepView } from '../protocol'
import type { BoardState } from '../state'

/** What a step change will make visible; the count is null where the method keeps it to itself. */
export interface Unveiling {
  readonly plural: string
  readonly name: string
  readonly count: number | null
}

export interface Ahead {
  readonly from: StepView
  readonly to: StepView
  readonly tell: readonly (readonly [Role, string])[]
  readonly unveils: readonly Unveiling[]
  readonly notReady: readonly PersonView[]
  readonly expected: number
  readonly needsConsent: boolean
}

const ROLES: readonly Role[] = ['deelnemer', 'inbrenger', 'gespreksleider']

/** Returns null in the last step, and for whoever does not lead. */
export function ahead(state: BoardState): Ahead | null {
  const { lead, round, step: from } = state
  const method = state.method()
  const to = method?.steps.find((step) => step.id === lead?.next)
  if (lead === null || round === null || from === null || to === undefined) return null
  return {
    from,
    to,
    tell: told(lead),
    unveils: lead.unveils.flatMap(({ kind, count }) => {
      const known = method?.kinds[kind]
      return known === undefined || count === 0
        ? []
        : [{ plural: known.plural, name: known.name, count }]
    }),
    notReady: notReady(state),
    expected: round.expected.length,
    needsConsent: lead.needs_consent,
  }
}

/** Who is asked to say when they have finished, and has not yet. In order of coming. */
export function notReady(state: BoardState): PersonView[] {
  const { round } = state
  if (round === null) return []
  return state.people.filter(
    (person) => round.expected.includes(person.id) && !round.ready.includes(person.id),
  )
}

/** Authors of whom something is in sight in this step, of the kinds that can be shown one by one. */
export function alreadyShown(state: BoardState): ReadonlySet<string> {
  const kinds = state.now?.reveal?.kinds ?? []
  const shown = state.cards.filter(
    (card) => card.round === state.round?.id && card.shown && kinds.includes(card.kind),
  )
  return new Set(shown.map((card) => card.by))
}

/** Whose cards can be shown one after the other: who had something to write, else everybody. */
export function writers(state: BoardState): readonly PersonView[] {
  const expected = state.round?.expected ?? []
  if (expected.length === 0) return state.people
  const shown = alreadyShown(state)
  return state.people.filter((person) => expected.includes(person.id) || shown.has(person.id))
}

/** The cards that the leader may put on the table now, as they hang on the flap. */
export function layable(state: BoardState): CardView[] {
  const kinds = state.now?.focus ?? []
  return state.cards.filter(
    (card) => card.round === state.round?.id && card.shown && kinds.includes(card.kind),
  )
}

/** Who may be given the floor in this step: those in one of its roles. */
export function speakers(state: BoardState): PersonView[] {
  const roles = state.now?.turns ?? []
  return state.people.filter((person) => person.roles.some((role) => roles.includes(role)))
}

function told(lead: LeadView): (readonly [Role, string])[] {
  return ROLES.flatMap((role) => {
    const text = lead.next_tell[role]
    return text === undefined ? [] : [[role, text] as const]
  })
}
