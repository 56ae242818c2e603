/**
 * A board that nobody sits at, on which a step of a method in the making is open: the phone's own
 * screen can show it, so the picture is what people will really see.
 */
import type { Acting } from '../phone/acting'
import type { MethodPreview, PersonView, Role, StepPreview, View } from '../protocol'
import { BoardState } from '../state'

const ME = 'me'
const OTHER = 'other'

/** Who looks: in which role, and in which subgroup; null is in none. */
export interface Looking {
  readonly role: Role
  readonly group: string | null
}
interface Words {
  readonly title: string
  /** What somebody else in the subgroup is called. */
  readonly other: string
}

/** Null when the method has no such step (any more). */
export function previewBoard(
  preview: MethodPreview,
  at: number,
  { role, group }: Looking,
  { title, other }: Words,
): BoardState | null {
  const step = preview.steps[at]
  const within = step?.groups.find((one) => one.id === group)
  const now = (within ?? step)?.roles[role]
  if (step === undefined || now === undefined) return null
  const { method, card } = preview
  const views: View[] = [
    {
      type: 'board',
      id: 'preview',
      opened_ms: 0,
      title,
      language: 'nl',
      phase: 'round',
      plan: card,
      inbrenger: role === 'inbrenger' ? ME : null,
      round: method.id,
    },
    {
      type: 'me',
      person: ME,
      name: title,
      device: 'phone',
      standing: 'seated',
      agreed: true,
      roles: [role],
      takes_part: false,
      clip: null,
    },
    method,
    {
      type: 'round',
      id: method.id,
      number: 1,
      inbrenger: role === 'inbrenger' ? ME : null,
      step: step.step,
      at,
      sheet: sheetAt(preview, at),
      ended: false,
      focus: null,
      speaker: null,
      ready: [],
      expected: [],
      consented: false,
      hidden: {},
      course: preview.method.steps.map((one) => one.id),
      lap: 1,
      laps: [],
      follows: null,
      undone: false,
      spoken: [],
      queue: [],
      ...divided(step, group),
    },
    now,
    ...(step.groups.length > 0 ? [person(ME, title, [role]), person(OTHER, other, [])] : []),
  ]
  return new BoardState(new Map(views.map((view) => [keyed(view), view])), ME)
}

/** Somebody else is always in a group: a division in which nobody is has not been made. */
function divided({ split, groups }: StepPreview, mine: string | null) {
  return {
    split: groups.length > 0 ? split : null,
    groups: groups.map(({ id, title }, number) => ({
      id,
      title,
      members: id === mine ? [ME, OTHER] : mine === null && number === 0 ? [OTHER] : [],
    })),
  }
}

function person(id: string, name: string, roles: readonly Role[]): PersonView {
  return {
    type: 'person',
    id,
    name,
    device: 'phone',
    standing: 'seated',
    roles,
    takes_part: false,
    agreed: true,
    hand_ms: null,
    order: 0,
  }
}

/** The subgroups one can look from; chance puts some roles in none, and they look from there. */
export function lookouts(preview: MethodPreview, at: number, role: Role) {
  const step = preview.steps[at]
  const split = preview.method.steps.find((one) => one.id === step?.split)?.split
  const groups = step?.groups ?? []
  return { groups, usual: (split?.who.includes(role) ? groups[0]?.id : null) ?? null }
}

function sheetAt({ method }: MethodPreview, at: number): string {
  const named = method.steps.slice(0, at + 1).map((step) => step.sheet)
  return named.filter((sheet) => sheet !== null).at(-1) ?? method.sheets[0]?.id ?? ''
}

const keyed = (view: View) =>
  'id' in view && view.type !== 'board' ? `${view.type}:${view.id}` : view.type

/** Everything can be tapped, and nothing happens. */
export function nobody(): Acting {
  return {
    ask: () => Promise.resolve(null),
    submit: () => '',
    draft: () => '',
    setDraft: () => undefined,
    drafts: new Map(),
    typing: () => undefined,
    joint: () => ({
      text: '',
      state: 'saved',
      given: '',
      reason: null,
      write: () => undefined,
      putBack: () => undefined,
      discard: () => undefined,
    }),
    outbox: [],
    retry: () => undefined,
    discard: () => undefined,
    takeBack: () => undefined,
  }
}
