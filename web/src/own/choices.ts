/** What a form can offer to choose from, as it stands in a method now. */
import { own } from '../i18n/own'
import type { Role, SharedParts } from '../protocol'
import type { Loose, OwnDraft } from './draft.svelte'

export interface Option {
  readonly id: string
  readonly title: string
}

export const ROLES: readonly Role[] = ['gespreksleider', 'inbrenger', 'deelnemer']
export const roleOptions = (): Option[] => ROLES.map((id) => ({ id, title: own.roles[id] }))

const record = (found: unknown): Loose =>
  typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Loose) : {}
const words = (found: unknown) => (typeof found === 'string' ? found : '')

/** Own kinds first: what somebody made, they are looking for. */
export function kindOptions(draft: OwnDraft, shared: SharedParts): Option[] {
  const mine = Object.entries(record(draft.at(['kinds'])))
  const theirs = Object.entries(shared.kinds).filter(([id]) => !mine.some(([own]) => own === id))
  return [
    ...mine.map(([id, kind]) => ({ id, title: words(record(kind)['name']) || id })),
    ...theirs.map(([id, kind]) => ({ id, title: kind.name })),
  ]
}

/** Kinds that somebody writes somewhere: the only ones that can be rated, shown or laid. */
export function writtenKinds(draft: OwnDraft, shared: SharedParts): Option[] {
  const rules = draft.list(['steps']).flatMap((step) => list(record(step)['write']))
  const written = new Set(rules.map((rule) => words(record(rule)['kind'])))
  return kindOptions(draft, shared).filter((one) => written.has(one.id))
}

export function scaleOptions(draft: OwnDraft, shared: SharedParts): Option[] {
  const scales = { ...shared.scales, ...record(draft.at(['scales'])) }
  return Object.entries(scales).map(([id, scale]) => ({ id, title: words(record(scale)['name']) }))
}

export const sheetOptions = (draft: OwnDraft): Option[] => named(draft.list(['sheets']))

export function zoneOptions(draft: OwnDraft, sheet: string): Option[] {
  const found = draft.list(['sheets']).find((one) => record(one)['id'] === sheet)
  return named(list(record(found)['zones']))
}

/** The subgroups that are there by a step: those of the last division that names its groups. */
export function groupOptions(draft: OwnDraft, at: number): Option[] {
  const splits = draft
    .list(['steps'])
    .slice(0, at + 1)
    .map((step) => record(step)['split'])
  const last = splits.filter((split) => split !== undefined).at(-1)
  return named(list(record(last)['groups']))
}

const list = (found: unknown) => (Array.isArray(found) ? (found as unknown[]) : [])
const named = (found: readonly unknown[]): Option[] =>
  found.map((one) => ({ id: words(record(one)['id']), title: words(record(one)['title']) }))

/** A text with one thing a line, as the list that it means. */
export const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const indexes = (count: number) => [...Array(count).keys()]
