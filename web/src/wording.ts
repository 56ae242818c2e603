/** The fixed opening of a kind ('Mijn probleem is …') as it stands in front of what was written. */

import type { AnswerView } from './protocol'

/** Empty where the kind has none, and where the writer typed it once more. */
export function opening(starter: string, text: string): string {
  const words = starter.replace(/[\s.…]+$/u, '')
  const same = text.trimStart().toLowerCase().startsWith(words.toLowerCase())
  const on = text.trimStart().charAt(words.length)
  return same && !/[\p{L}\p{N}]/u.test(on) ? '' : words
}

/** What was said to a card, after the words that the method lets it begin with; empty is 'aloud'. */
export function answerOf(answer: AnswerView): string {
  return answer.text === '' ? '' : wording(answer.opening, answer.text)
}

export function wording(starter: string, text: string): string {
  const words = opening(starter, text)
  return words === '' ? text : `${words} ${text}`
}
