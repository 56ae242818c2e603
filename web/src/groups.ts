/** How the group is divided, in words: the names of its parts, who is with whom, who has none. */
import { groups as t } from './i18n/groups'
import type { CardView, GroupView, PersonView, Split } from './protocol'
import type { BoardState } from './state'

/** By what rule people are put in groups now: that of the open step, else the one in force. */
export function splitNow(board: BoardState): Split | null {
  return board.step?.split ?? splitOf(board, board.round?.split ?? null)
}

/** The groups of now. In a step with a split of its own, those of an earlier one do not count. */
export function groupsNow(board: BoardState): readonly GroupView[] {
  const { round, step } = board
  if (!round || round.ended) return []
  return step?.split && round.split !== step.id ? [] : round.groups
}

/** The groups that matter now: a method that names them may also bring all together in a step. */
export function groupsAtWork(board: BoardState): readonly GroupView[] {
  const together = board.step?.grouped === false && splitNow(board)?.form === 'named'
  return together ? [] : groupsNow(board)
}

/** The group of a person; null when in none. */
export function groupOf(board: BoardState, person: string): GroupView | null {
  return board.round?.groups.find((group) => group.members.includes(person)) ?? null
}

/** What a group is called: by the method, or by its number. */
export function groupName(board: BoardState, group: Pick<GroupView, 'id' | 'title'>): string {
  return group.title || numbered(splitNow(board), group.id)
}

/** What the group is called that a card comes from; empty where the whole group writes such cards. */
export function groupOfCard(board: BoardState, card: CardView): string {
  if (card.group === null) return board.method(card.round)?.groups[card.kind] ?? ''
  const split = splitOf(board, card.split, card.round)
  const named = split?.groups.find((one) => one.id === card.group)
  return named?.title ?? numbered(split, card.group)
}

/** Who is to be divided and is in no group yet. */
export function ungrouped(board: BoardState): readonly PersonView[] {
  const split = splitNow(board)
  if (!split) return []
  const taken = new Set(groupsNow(board).flatMap((group) => group.members))
  return board.people.filter(
    (person) =>
      person.agreed &&
      !taken.has(person.id) &&
      person.roles.some((role) => split.who.includes(role)),
  )
}

/** The first number that no group has; null where the method names the groups. */
export function newNumber(board: BoardState): string | null {
  if (splitNow(board)?.form === 'named') return null
  const taken = new Set(groupsNow(board).map((group) => group.id))
  for (let number = 1; ; number++) if (!taken.has(String(number))) return String(number)
}

/** Names as one says them: 'Ann', 'Ann en Bob', 'Ann, Bob en Cem'. */
export function said(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${t.and} ${last}`
}

function splitOf(board: BoardState, step: string | null, round?: string): Split | null {
  if (step === null) return null
  return board.method(round)?.steps.find((one) => one.id === step)?.split ?? null
}

function numbered(split: Split | null, id: string): string {
  return split?.form === 'duos' ? t.duo(id) : t.part(id)
}
