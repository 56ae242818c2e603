/** Several names as one reads them: 'Ann, Bob en Cem'. */
import { groupOfCard } from './groups'
import type { CardView, Language } from './protocol'
import type { BoardState } from './state'

export function nameList(names: readonly string[], language: Language = 'nl'): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

/** Whose a card is: the subgroup where it has one, and who wrote it. */
export function whose(board: BoardState, card: CardView): string {
  return afterGroup(board, card, writersOf(board, card))
}

/** A name after the subgroup that the card comes from; kept on one line where there is room. */
export function afterGroup(board: BoardState, card: CardView, name: string): string {
  return [groupOfCard(board, card), name].filter((one) => one !== '').join('\u00a0·\u00a0')
}

/** Whose words are on a card: one person, or everybody who wrote it together. */
export function writersOf(board: BoardState, card: CardView): string {
  if (card.writers.length === 0) return board.writerOf(card)
  const names = card.writers.map((person) => board.nameOf(person)).filter((name) => name !== '')
  return nameList(names, board.board?.language)
}

/** Who gave this wording, counted from the oldest; empty where every wording is the author's. */
export function wordedBy(board: BoardState, card: CardView, at: number): string {
  const several = card.writers.length > 1 && card.reworded_by.length > 0
  const others = several || card.reworded_by.some((person) => person !== card.by)
  if (card.anonymous || !others) return ''
  const person = card.reworded_by[at - 1]
  return person === undefined ? writersOf(board, card) : board.nameOf(person)
}
