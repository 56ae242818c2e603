/**
 * Who acts through this phone: its owner, or somebody without a phone for whom a gespreksleider types.
 *
 * For such a person the session and the board are given out as they would be on a phone of their own,
 * so the action areas need not know. What is hidden stays hidden: the cards are those that the
 * gespreksleider may see.
 */
import type { OutboxItem, TextRequest } from '../outbox'
import type { Request, View } from '../protocol'
import type { Session } from '../session.svelte'
import { BoardState } from '../state'

/** What the action areas use of a session. */
export interface Acting extends Pick<
  Session,
  | 'ask'
  | 'submit'
  | 'draft'
  | 'setDraft'
  | 'drafts'
  | 'typing'
  | 'joint'
  | 'outbox'
  | 'retry'
  | 'discard'
  | 'takeBack'
> {
  /** Whoever acts is not the owner of this phone. */
  readonly onBehalf?: boolean
}

/** A session in which every request, text and draft is somebody else's. */
export class OnBehalfOf implements Acting {
  readonly onBehalf = true

  constructor(
    private readonly session: Session,
    private readonly person: string,
  ) {}

  get outbox(): readonly OutboxItem[] {
    return this.session.outbox
      .filter((item) => item.onBehalfOf === this.person)
      .map((item) => ({ ...item, onBehalfOf: null }))
  }
  get drafts(): ReadonlyMap<string, string> {
    const end = this.#slot('')
    const own = [...this.session.drafts].filter(([slot]) => slot.endsWith(end))
    return new Map(own.map(([slot, text]) => [slot.slice(0, -end.length), text]))
  }
  draft(slot: string): string {
    return this.session.draft(this.#slot(slot))
  }
  setDraft(slot: string, text: string): void {
    this.session.setDraft(this.#slot(slot), text)
  }
  ask(request: Request) {
    return this.session.ask(request, this.person)
  }
  submit(request: TextRequest) {
    return this.session.submit(request, this.person)
  }
  joint(kind: string) {
    return this.session.joint(kind, this.person)
  }
  retry(id: string): void {
    this.session.retry(id)
  }
  discard(id: string): void {
    this.session.discard(id)
  }
  takeBack(id: string): void {
    this.session.takeBack(id)
  }
  /** The server would take it for the gespreksleider's own. */
  typing(): void {
    // says nothing
  }

  /** As `slotOf` does it. */
  #slot(slot: string): string {
    return `${slot}/${this.person}`
  }
}

/** Return the board as somebody without a phone would have it; null when one may not act for them. */
export function boardFor(board: BoardState, id: string): BoardState | null {
  const now = board.lead?.on_paper.find((one) => one.person === id)?.now
  const person = board.person(id)
  if (!now || person?.standing !== 'seated' || !board.leads) return null
  const views = new Map<string, View>(board.views)
  views.delete('lead')
  views.delete('door')
  for (const card of board.cards) {
    // The dots that this phone knows of are its owner's.
    if (card.my_dots > 0) views.set(`card:${card.id}`, { ...card, my_dots: 0 })
  }
  views.set('now', now)
  views.set('me', {
    type: 'me',
    person: id,
    name: person.name,
    device: person.device,
    standing: person.standing,
    agreed: person.agreed,
    roles: person.roles,
    takes_part: person.takes_part,
    clip: null,
  })
  return new BoardState(views, id)
}
