/** What this viewer may see of a board: replaced as a whole, never mutated (P5, P22). */
import type {
  BoardView,
  CardView,
  ClipView,
  DoorView,
  Kind,
  LeadView,
  MethodView,
  MeView,
  NowView,
  PersonView,
  PresenceView,
  Role,
  RoundView,
  Scale,
  ScaleValue,
  Snapshot,
  StepView,
  TimerView,
  Update,
  View,
} from './protocol'

type ViewOf<T extends View['type']> = Extract<View, { type: T }>

export class BoardState {
  readonly #views: ReadonlyMap<string, View>
  #cards: readonly CardView[] | null = null
  #people: readonly PersonView[] | null = null
  #lobby: readonly PersonView[] | null = null
  #rounds: readonly RoundView[] | null = null

  constructor(
    views: ReadonlyMap<string, View>,
    /** The viewer's own person id. */
    readonly myId: string,
  ) {
    this.#views = views
  }

  /** For `applyUpdate` and for comparing two states; components use what is below. */
  get views(): ReadonlyMap<string, View> {
    return this.#views
  }

  get board(): BoardView | null {
    return this.#one('board')
  }
  get me(): MeView | null {
    return this.#one('me')
  }
  get now(): NowView | null {
    return this.#one('now')
  }
  get lead(): LeadView | null {
    return this.#one('lead')
  }
  get timer(): TimerView | null {
    return this.#one('timer')
  }
  /** The fragment that the step shows; null in a step without one. */
  get clip(): ClipView | null {
    return this.#one('clip')
  }
  get door(): DoorView | null {
    return this.#one('door')
  }
  /** The latest round, also after it ended. */
  get round(): RoundView | null {
    const id = this.board?.round
    return id == null ? null : this.#one('round', id)
  }

  /** The script of a round; of the latest when none is named. */
  method(round: string | null = this.board?.round ?? null): MethodView | null {
    return round === null ? null : this.#one('method', round)
  }
  rounds(): readonly RoundView[] {
    this.#rounds ??= this.#all('round').sort((a, b) => a.number - b.number)
    return this.#rounds
  }
  /** The step that is open now. */
  get step(): StepView | null {
    const round = this.round
    return (round && this.method(round.id)?.steps[round.at]) ?? null
  }

  /** The steps that this round goes through, in order; variants that are not played are not there. */
  get course(): readonly StepView[] {
    const steps = this.method()?.steps ?? []
    return (this.round?.course ?? []).flatMap((id) => steps.find((step) => step.id === id) ?? [])
  }
  /** Where a step stands on the course, from 1; the open one when none is named. */
  place(step = this.round?.step): number {
    return this.course.findIndex((one) => one.id === step) + 1
  }

  /** Everybody at the table in order of coming, without wall screens. */
  get people(): readonly PersonView[] {
    this.#people ??= this.#everybody().filter(
      (one) => one.standing === 'seated' && one.device !== 'screen',
    )
    return this.#people
  }
  /** Who waits to be let in, screens too. Only a gespreksleider sees them. */
  get lobby(): readonly PersonView[] {
    this.#lobby ??= this.#everybody().filter((one) => one.standing === 'waiting')
    return this.#lobby
  }
  screens(): readonly PersonView[] {
    return this.#everybody().filter((one) => one.standing === 'seated' && one.device === 'screen')
  }
  person(id: string): PersonView | null {
    return this.#one('person', id)
  }
  /** Empty for somebody who is no longer there. */
  nameOf(id: string): string {
    return this.person(id)?.name ?? ''
  }
  /** Whose name may stand by a card; empty for an anonymous one, also before its writer. */
  writerOf(card: CardView): string {
    return card.anonymous || card.by === null ? '' : this.nameOf(card.by)
  }
  presence(id: string): PresenceView | null {
    return this.#one('presence', id)
  }
  /** Whether somebody takes part: is there by device, or sits at the table without one. */
  isHere(id: string): boolean {
    return this.person(id)?.device === 'paper' || (this.presence(id)?.here ?? false)
  }

  /** All cards that this viewer may see, by rank and then by id. */
  get cards(): readonly CardView[] {
    this.#cards ??= this.#all('card').sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    return this.#cards
  }
  /**
   * The cards of a flap; of one column when `zone` is given, null being 'in no column'. Of a block
   * that is gone through again and again, those of one lap: the latest when none is named.
   */
  cardsOn(round: string, sheet: string, zone?: string | null, lap?: number): readonly CardView[] {
    const latest = this.#one('round', round)?.lap ?? 1
    const wanted = lap ?? latest
    return this.cards.filter(
      (card) =>
        card.round === round &&
        card.sheet === sheet &&
        (zone === undefined || card.zone === zone) &&
        (card.lap ?? latest) === wanted,
    )
  }
  /** The lap that the open step belongs to; null outside a repeated block. */
  get lap(): number | null {
    const { round } = this
    const block = this.method()?.block ?? []
    return round !== null && block.includes(round.step) ? round.lap : null
  }
  /** The cards with which something can still be done: those of earlier rounds and laps only lie there. */
  get inPlay(): readonly CardView[] {
    const { lap, round } = this
    return this.cards.filter(
      (card) => card.round === round?.id && (card.lap === null || lap === null || card.lap === lap),
    )
  }
  card(id: string): CardView | null {
    return this.#one('card', id)
  }
  kind(card: CardView): Kind | null {
    return this.method(card.round)?.kinds[card.kind] ?? null
  }
  scale(id: string, round?: string): Scale | null {
    return this.method(round)?.scales[id] ?? null
  }
  /** What a rating means: the value on whichever scale of the method has it. */
  valueOf(card: CardView, value: string): ScaleValue | null {
    for (const scale of Object.values(this.method(card.round)?.scales ?? {})) {
      const found = scale.values.find((one) => one.id === value)
      if (found) return found
    }
    return null
  }

  get roles(): readonly Role[] {
    return this.me?.roles ?? []
  }
  has(role: Role): boolean {
    return this.roles.includes(role)
  }
  get leads(): boolean {
    return this.has('gespreksleider')
  }
  /** Whether a card is the viewer's own, or that of the subgroup they are in now. */
  isMine(card: CardView): boolean {
    return this.belongsTo(card, this.myId)
  }
  /** Whether a card is somebody's own, or that of the subgroup they are in now. */
  belongsTo(card: CardView, person: string): boolean {
    return card.by === person || this.#isOfGroup(card, person)
  }

  #isOfGroup(card: CardView, person: string): boolean {
    const round = this.round
    if (card.group === null || card.round !== round?.id || card.split !== round.split) return false
    return round.groups.some((one) => one.id === card.group && one.members.includes(person))
  }
  #everybody(): PersonView[] {
    return this.#all('person').sort((a, b) => a.order - b.order)
  }
  #one<T extends View['type']>(type: T, id?: string): ViewOf<T> | null {
    return (
      (this.#views.get(id === undefined ? type : `${type}:${id}`) as ViewOf<T> | undefined) ?? null
    )
  }
  #all<T extends View['type']>(type: T): ViewOf<T>[] {
    const found: ViewOf<T>[] = []
    for (const view of this.#views.values()) if (view.type === type) found.push(view as ViewOf<T>)
    return found
  }
}

/** The key of a view: `type:id`, or just `type` where a board has one of it. */
export function keyOf(view: View): string {
  switch (view.type) {
    case 'person':
    case 'presence':
    case 'method':
    case 'round':
    case 'card':
      return `${view.type}:${view.id}`
    default:
      return view.type
  }
}

export function applySnapshot(frame: Snapshot): BoardState {
  return new BoardState(new Map(frame.views.map((view) => [keyOf(view), view])), frame.me)
}

export function applyUpdate(state: BoardState, frame: Update): BoardState {
  const views = new Map(state.views)
  for (const key of frame.gone) views.delete(key)
  for (const view of frame.set) views.set(keyOf(view), view)
  return new BoardState(views, state.myId)
}
