/** How a card reads: as one text, or part by part with the name of each; a day in words. */
import type { CardView, Kind, Part } from './protocol'
import { opening, wording } from './wording'
import { unpack } from './written'

export interface Told {
  readonly id: string
  /** Empty for a text of one piece, and for a part that its kind does not know (any more). */
  readonly name: string
  /** The fixed opening, where it stands in front. */
  readonly opens: string
  readonly text: string
}

type Words = Pick<CardView, 'text' | 'parts'>

export function toldCard(kind: Kind | null, words: Words, language: string): readonly Told[] {
  const known = (kind?.parts ?? []).filter((part) => words.parts[part.id])
  const strange = Object.keys(words.parts).filter((id) => !known.some((part) => part.id === id))
  if (known.length + strange.length === 0) {
    const opens = opening(kind?.starter ?? '', words.text)
    return [{ id: '', name: '', opens, text: words.text }]
  }
  return [
    ...known.map((part) => toldPart(part, words.parts[part.id] ?? '', language)),
    ...strange.map((id) => ({ id, name: '', opens: '', text: words.parts[id] ?? '' })),
  ]
}

/** Tell a text of one piece without an opening. */
export function plainly(text: string): readonly Told[] {
  return [{ id: '', name: '', opens: '', text }]
}

/** Tell a text in writing. */
export function toldDraft(kind: Kind | null, draft: string, language: string): readonly Told[] {
  const parts = unpack(draft)
  return toldCard(kind, parts ? { text: '', parts } : { text: draft, parts: {} }, language)
}

/** Return it as one text with a line for each part, as the verslag has it: an opening is its own name. */
export function inLines(told: readonly Told[]): string {
  return told
    .map(({ name, opens, text }) =>
      opens ? `${opens} ${text}` : name ? `${named(name)} ${text}` : text,
    )
    .join('\n')
}

/** Return the words of a card where there is room for one text only. */
export function shortly(kind: Kind | null, words: Words, language: string): string {
  const told = toldCard(kind, words, language)
  return told.map(({ opens, text }) => wording(opens, text)).join('\n')
}

/** Return a name as it stands before what was written: with a colon, unless it asks something. */
export function named(name: string): string {
  return /[?:.!…]$/u.test(name) ? name : `${name}:`
}

function toldPart(part: Part, text: string, language: string): Told {
  const { id, name, type } = part
  if (type === 'date') return { id, name, opens: '', text: dayInWords(text, language) }
  return { id, name, opens: opening(part.starter, text), text }
}

/** Return '2026-12-03' as '3 december 2026'; what is no day stays as it is. */
export function dayInWords(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/u.test(day) || Number.isNaN(at.getTime())) return day
  const how = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', how).format(at)
}
