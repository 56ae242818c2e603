/** Which fields there are for texts in writing, and which texts have lost theirs. */
import { isPrivate } from '../notes'
import { slotOf } from '../outbox'
import { jointSlot } from '../joint/slot'
import type { CardView, NowView, Write } from '../protocol'
import { isChoice } from '../sources'
import type { BoardState } from '../state'
import type { Doing } from './doing'

/** Return the draft slots of all fields that the open step gives this viewer. */
export function openSlots(
  now: NowView | null,
  cards: readonly CardView[],
  me: string,
  /** A subgroup's card may be changed by whoever is in it. */
  isMine: (card: CardView) => boolean = (card) => card.by === me,
): string[] {
  if (!now) return []
  const writes = now.write.map(slotOfRule)
  const kinds = now.write.map((rule) => rule.kind)
  const onCards = cards.flatMap((card) => {
    const mine = isMine(card)
    const slots: string[] = []
    if (mine && kinds.includes(card.kind) && card.revision === 0 && !isFixed(card))
      slots.push(slotOf({ type: 'edit_card', card: card.id, text: '' }))
    if (canReword(now, card, me))
      slots.push(slotOf({ type: 'rewrite_card', card: card.id, text: '' }))
    if (card.shown && now.answer.includes(card.kind))
      slots.push(slotOf({ type: 'answer_card', card: card.id }))
    return slots
  })
  return [...writes, ...onCards]
}

/** Say whether the step lets somebody reword this card. */
export function canReword(now: NowView, card: CardView, me: string): boolean {
  return now.rewrite.includes(card.kind) && (card.by === me || (now.rewrite_anyone && card.shown))
}

/** Say whether nobody may change or remove a card any more: something was said of it. */
export function isFixed(card: CardView): boolean {
  return card.ratings.length > 0 || card.answer !== null
}

/** Return the draft slots of the fields that a gespreksleider has for whoever has no phone. */
export function paperSlots(board: BoardState, cards: readonly CardView[]): string[] {
  return (board.lead?.on_paper ?? []).flatMap(({ person, now }) =>
    openSlots(now, cards, person, (card) => board.belongsTo(card, person)).map(
      (slot) => `${slot}/${person}`,
    ),
  )
}

/** Return the slots whose field is gone. */
export function homeless(slots: readonly string[], fields: readonly string[]): string[] {
  return slots.filter((slot) => !isPrivate(slot) && !isChoice(slot) && !fields.includes(slot))
}

/** What a slot says of its text: the request that it would have become, and of which kind or card. */
export function partsOf(slot: string): {
  type: string
  subject: string
  onBehalfOf: string | null
} {
  const [type = '', subject = '', onBehalfOf = null] = slot.split('/')
  return { type, subject, onBehalfOf }
}

/** Return the fields of an action area that can be known from the step alone. */
export function slotsOf(doing: Doing): string[] {
  return doing.what === 'write' ? [slotOfRule(doing.rule)] : []
}

function slotOfRule(rule: Write): string {
  return rule.joint
    ? jointSlot(rule.kind)
    : slotOf({ type: 'write_card', kind: rule.kind, text: '' })
}
