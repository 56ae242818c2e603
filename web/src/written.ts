/**
 * What stands, or will stand, on a card whose kind has parts. While it is being written it is one
 * draft, so that all its parts are kept, taken back and thrown away together (P10).
 */
import type { CardView, Kind, Part } from './protocol'

export type Parts = Readonly<Record<string, string>>

/** No keyboard types it: a text that begins with it is a packed one. */
const MARK = '\u001e'

/**
 * Return the parts as one draft, empty when nothing was written. In the order of the kind it is the
 * same for the same words, and reads well where nothing is known of the kind.
 */
export function pack(parts: Parts, kind: readonly Part[] = []): string {
  const filled = Object.entries(parts).filter(([, text]) => text !== '')
  const at = (id: string) => kind.findIndex((part) => part.id === id)
  filled.sort(([a], [b]) => at(a) - at(b))
  return filled.length === 0 ? '' : MARK + JSON.stringify(filled)
}

/** Return the parts of a packed draft; null for a text of one piece. */
export function unpack(draft: string): Parts | null {
  if (!draft.startsWith(MARK)) return null
  try {
    return Object.fromEntries(JSON.parse(draft.slice(1)) as [string, string][])
  } catch {
    return null
  }
}

/** Return what stands in each field for a draft; a text of one piece goes into the first that takes text. */
export function fieldsOf(draft: string, parts: readonly Part[]): Parts {
  const packed = unpack(draft)
  if (packed || draft === '') return packed ?? {}
  const first = parts.find((part) => part.type === 'text') ?? parts[0]
  return first ? { [first.id]: draft } : {}
}

/** Return the words of a card as a draft has them. */
export function draftOf(card: Pick<CardView, 'text' | 'parts'>): string {
  return pack(card.parts) || card.text
}

/** Return what a request says of these words: as one text, or by part. */
export function asked(draft: string, parts: readonly Part[]): { text: string; parts?: Parts } {
  return parts.length === 0 ? { text: draft } : { text: '', parts: fieldsOf(draft, parts) }
}

/** Return how a request reads as a draft. */
export function draftOfRequest(request: { text?: string; parts?: Parts }): string {
  return pack(request.parts ?? {}) || (request.text ?? '')
}

/** Put what comes back under what was written meanwhile; what cannot hold both takes what comes back. */
export function joined(now: string, back: string, kind: Kind | null = null): string {
  const [here, there] = [unpack(now), unpack(back)]
  if (!here && !there) return [now, back].filter((text) => text !== '').join('\n')
  const parts = kind?.parts ?? []
  const [a, b] = [here ?? fieldsOf(now, parts), there ?? fieldsOf(back, parts)]
  const all = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const type = (id: string) => parts.find((part) => part.id === id)?.type ?? 'text'
  const each = all.map((id) => [id, both(a[id] ?? '', b[id] ?? '', type(id))] as const)
  return pack(Object.fromEntries(each), parts)
}

function both(now: string, back: string, type: Part['type']): string {
  if (now === '' || back === '' || now === back) return now || back
  if (type === 'date') return back
  return [now, back].join(type === 'person' ? ', ' : '\n')
}

/** Return the first part that has to be filled in and is not; null when all are. */
export function missing(parts: readonly Part[], filled: Parts): Part | null {
  return parts.find((part) => !part.optional && (filled[part.id] ?? '').trim() === '') ?? null
}

/** Return the text that a card of these parts will have, for whatever counts or weighs it whole. */
export function wholeText(parts: readonly Part[], filled: Parts): string {
  return parts
    .map((part) => (filled[part.id] ?? '').trim())
    .filter((text) => text !== '')
    .join('\n')
}
