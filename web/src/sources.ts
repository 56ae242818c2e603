/** From which cards a new one comes: kept beside the text in writing, with the same laws (P10). */

/** The server takes no more. */
export const MOST_SOURCES = 12
const DRAWER = 'sources'

/** Where the choice for the next card of a kind is kept. */
export function sourcesSlot(kind: string, onBehalfOf: string | null = null): string {
  return [DRAWER, kind, ...(onBehalfOf === null ? [] : [onBehalfOf])].join('/')
}

/** Say whether a draft is a choice, and no text that anybody wrote. */
export function isChoice(slot: string): boolean {
  return slot.startsWith(`${DRAWER}/`)
}

export function toDraft(cards: Iterable<string>): string {
  return [...new Set(cards)]
    .filter((id) => id !== '')
    .slice(0, MOST_SOURCES)
    .join(' ')
}

/** Of what was chosen, the cards that can still be named. */
export function fromDraft(draft: string, open: readonly string[]): string[] {
  return draft.split(' ').filter((id) => open.includes(id))
}
