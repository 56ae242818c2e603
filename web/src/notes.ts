/** Notes for oneself: on this phone only, never sent. Same laws as drafts. */
import type { Session } from './session.svelte'

export const NOTES = 'notes'
export const notes = (session: Session) => session.draft(NOTES)
export const setNotes = (session: Session, text: string) => {
  session.setDraft(NOTES, text)
}
