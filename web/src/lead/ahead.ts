/** What a gespreksleider wants to know before the next step: what will show, and what is not done. */
import type { CardView, LeadView, PersonView, Role, StepView } from '../protocol'
import type { BoardState } from '../state'

/** What a step change will make visible; the count is null where the method keeps it to itself. */
export interface Unveiling {
  readonly plural: string
  readonly name: string
  readonly count: number | null
  /** Some of it is in sight already. */
  readonly rest: boolean
}

export interface Ahead {
  readonly from: StepView
  readonly to: StepView
  /** Where it stands on the course, from 1. */
  readonly number: number
  readonly tell: readonly (readonly [Role, string])[]
  readonly unveils: readonly Unveiling[]
  /** The plurals of what ratings or dots will come out of, if there are any. */
  readonly showsRatings: readonly string[]
  readonly notReady: readonly PersonView[]
  readonly expected: number
  /** What the open step still waits for. */
  readonly waitsFor: LeadView['waits_for']
}

const ROLES: readonly Role[] = ['deelnemer', 'inbrenger', 'gespreksleider']

/**
 * Returns null in the last step, and for whoever does not lead.
 *
 * `picked` is the variant, or the step after an optional one, that is looked at instead of the next.
 */
export function ahead(state: BoardState, picked: string | null = null): Ahead | null {
  const { lead, round, step: from } = state
  const method = state.method()
  if (lead === null || round === null || from === null) return null
  const other = [...lead.choices, lead.skip].find((one) => one?.step === picked) ?? null
  const to = method?.steps.find((step) => step.id === (other?.step ?? lead.next))
  if (to === undefined) return null
  const isChoice = lead.choices.some((one) => one.step === to.id)
  return {
    from,
    to,
    number: state.place(isChoice ? (lead.next ?? '') : to.id),
    tell: told(other?.tell ?? lead.next_tell, round.inbrenger !== null),
    unveils: (other?.unveils ?? lead.unveils).flatMap(({ kind, count }) => {
      const known = method?.kinds[kind]
      return known === undefined || count === 0
        ? []
        : [{ plural: known.plural, name: known.name, count, rest: state.inPlay.some(isUp(kind)) }]
    }),
    showsRatings: (other?.shows_ratings ?? lead.shows_ratings).flatMap(
      (kind) => method?.kinds[kind]?.plural ?? [],
    ),
    notReady: notReady(state),
    expected: round.expected.length,
    waitsFor: lead.waits_for,
  }
}

const isUp = (kind: string) => (card: CardView) => card.kind === kind && card.shown

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
  const shown = state.inPlay.filter((card) => card.shown && kinds.includes(card.kind))
  return new Set(shown.flatMap((card) => (card.anonymous ? [] : (card.by ?? []))))
}

/**
 * Whose cards can be shown one after the other: who may have the floor here, else whoever is asked to
 * be ready, else everybody. Who has written is not known here, so it makes no difference (P21).
 */
export function writers(state: BoardState): readonly PersonView[] {
  const turns = speakers(state).map((person) => person.id)
  const asked = turns.length > 0 ? turns : (state.round?.expected ?? [])
  if (asked.length === 0) return state.people
  const shown = alreadyShown(state)
  return state.people.filter((person) => asked.includes(person.id) || shown.has(person.id))
}

/** The cards that the leader may put on the table now, as they hang on the flap. */
export function layable(state: BoardState): CardView[] {
  const kinds = state.now?.focus ?? []
  return state.inPlay.filter((card) => card.shown && kinds.includes(card.kind))
}

/** Who may be given the floor in this step: those in one of its roles. */
export function speakers(state: BoardState): PersonView[] {
  const roles = state.now?.turns ?? []
  const part = state.step?.turn_group ?? null
  const groups = part === null ? [] : (state.round?.groups ?? [])
  const members = groups.find((group) => group.id === part)?.members ?? []
  return state.people.filter(
    (person) =>
      person.roles.some((role) => roles.includes(role)) &&
      (part === null || members.includes(person.id)),
  )
}

function told(tell: LeadView['next_tell'], brought: boolean): (readonly [Role, string])[] {
  // Where nobody brings a case, nobody reads what an inbrenger would.
  return ROLES.filter((role) => brought || role !== 'inbrenger').flatMap((role) => {
    const text = tell[role]
    return text === undefined ? [] : [[role, text] as const]
  })
}
