/** How many cards of a kind are still hidden, where the method lets that be told. */
import { phone as t } from '../i18n/phone'
import type { BoardState } from '../state'

export function hiddenWords(board: BoardState, kind: string, count: number): string {
  const known = board.method()?.kinds[kind]
  return t.hidden(count, (count === 1 ? known?.name : known?.plural) ?? kind)
}
