/**
 * Soft help while writing a question, made on the phone: it may be wrong, and never blocks.
 *
 * Looks only at how a question opens and ends; what people write goes nowhere. A question that
 * opens with wat, hoe, welke, wie, waar… is left alone, also when it is not a very good one: a
 * false alarm costs more trust than a missed hint. 'Waarom' is a good word too, and gets a (mild)
 * hint only where it asks the inbrenger for a justification ('Waarom deed je …').
 */
import { english } from './openQuestion.en'
import { dutch } from './openQuestion.nl'

/** What a question looks like; null stands for: nothing to say about it. */
export type Doubt = 'advice' | 'suggestive' | 'double' | 'closed' | 'why'

/** How one language gives a question away. Everything matches lower-case text, straight quotes. */
export interface Tells {
  /** Said before the question really starts ('maar', 'en dus'). */
  readonly filler: RegExp
  /** A clause before the question ('als je terugkijkt, …'). */
  readonly clause: RegExp
  readonly open: RegExp
  readonly advice: RegExp
  readonly suggestive: RegExp
  /** A second question that hangs on the first. */
  readonly second: RegExp
  /** A closed form that nobody answers with yes or no ('kun je vertellen …'). */
  readonly invitation: RegExp
  readonly closed: RegExp
  readonly why: RegExp
}

const TELLS: Record<'nl' | 'en', Tells> = { nl: dutch, en: english }
const ENOUGH_WORDS = 3

/** Say what a text looks like, as far as it was written. */
export function doubtAbout(text: string, language: 'nl' | 'en'): Doubt | null {
  const tells = TELLS[language]
  const sentences = sentencesOf(text)
  const questions = sentences.filter((one) => one.endsWith('?') && words(one) >= ENOUGH_WORDS)
  const judged = questions.length > 0 ? questions : sentences.slice(-1)
  const doubts = judged.map((one) => doubtIn(core(one, tells), tells))
  const first = doubts.find((one) => one !== null)
  if (first === 'advice' || first === 'suggestive') return first
  if (questions.length > 1) return 'double'
  return first ?? null
}

function doubtIn(question: string, tells: Tells): Doubt | null {
  if (words(question) < ENOUGH_WORDS) return null
  if (tells.advice.test(question)) return 'advice'
  if (tells.suggestive.test(question)) return 'suggestive'
  if (tells.second.test(question)) return 'double'
  if (tells.why.test(question)) return 'why'
  if (tells.open.test(question) || tells.invitation.test(question)) return null
  return tells.closed.test(question) ? 'closed' : null
}

function sentencesOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”„"«»]/g, '')
  const parts = plain
    .replace(/[?!.…]+(\s|$)/g, (end) => `${end.trim().includes('?') ? '?' : '.'}\n`)
    .split('\n')
  return parts.map((one) => one.replace(/\s+/g, ' ').trim()).filter((one) => /\p{L}/u.test(one))
}

/** What is left of a sentence without its run-up. */
function core(sentence: string, tells: Tells): string {
  let rest = sentence.replace(/^[^\p{L}]+/u, '')
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replace(tells.filler, '')
  }
  const clause = tells.clause.exec(rest)
  return clause && words(rest.slice(clause[0].length)) >= ENOUGH_WORDS
    ? rest.slice(clause[0].length)
    : rest
}

function words(sentence: string): number {
  return sentence.match(/[\p{L}\p{N}'-]+/gu)?.length ?? 0
}
