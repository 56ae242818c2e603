/** What is for oneself: notes and own answers, on this phone only, never sent. Same laws as drafts. */
import type { Session } from './session.svelte'

export const NOTES = 'notes'
const OWN_ANSWER = 'self'

export const notes = (session: Session) => session.draft(NOTES)
export const setNotes = (session: Session, text: string) => {
  session.setDraft(NOTES, text)
}

/** Where the answer to a question for oneself is kept. */
export function ownAnswer(round: string, step: string, number: number): string {
  return [OWN_ANSWER, round, step, number].join('/')
}

/** Say whether a text is meant for nobody else, so that it is not 'still to be sent'. */
export function isPrivate(slot: string): boolean {
  return slot === NOTES || slot.startsWith(`${OWN_ANSWER}/`)
}
