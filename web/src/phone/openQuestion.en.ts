/** How an English question gives away that it is closed, steering, advice, or two at once. */
import type { Tells } from './openQuestion'

const SUBJECT =
  '(?:you|he|she|it|they|we|i|there|that|this|the|a|an|your|his|her|their|someone|everyone|people)'
const NOT =
  "(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|haven't|hasn't|hadn't|won't|wouldn't|couldn't|can't|shouldn't)"
const FINITE =
  '(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|shall|may|might|must)'

export const english: Tells = {
  filler:
    /^(?:and|but|so|well|ok|okay|yes|hmm?|right|now|or|also|actually|by the way|one more question)\b[,:]?\s+/,
  clause:
    /^(?:if|when (?!do|did|is|are|was|were|have|had|will|would|can|could)|after|before|while|because|since|now that|as)\b[^,?]*,\s*/,
  open: /^(?:(?:in|with|on|at|for|from|by|about|to|of|since|under|during)\s+)?(?:what|how|which|when|who|whom|whose|where|whereby|why)\b/,
  advice: new RegExp(
    [
      `^why (?:don't|didn't|not|won't|can't|haven't)\\b`,
      `^why (?:do|did|have|are|can|will) you not\\b`,
      `^(?:have|had) you (?:\\S+ ){0,2}(?:tried|considered|thought (?:of|about)|asked|talked|spoken)\\b`,
      `^you (?:should|must|could|might|need to|have to|ought|can just|may want)\\b`,
      `^(?:maybe|perhaps) (?:you|it)\\b`,
      `^(?:shouldn't|couldn't|can't) you\\b`,
      `^(?:should|could|can) you (?:not|just|simply|maybe|perhaps)\\b`,
      `^(?:wouldn't|would) it (?:not )?(?:be better|help|be wise|be good|be an idea)\\b`,
      `^is(?:n't)? it (?:not )?(?:better|wise|an idea|a good idea)\\b`,
      `^what if you\\b`,
      `^how about\\b`,
      `^(?:i would|i'd|if i were you|it is better|it's better|my advice|my tip|tip)\\b`,
      `^(?:try|go|just|ask|take|let|stop|start|talk|give|call) (?:to|and|it|him|her|them|your|ask|talk|with|a|the)\\b(?!.*\\?)`,
    ].join('|'),
  ),
  suggestive: new RegExp(
    [
      `,? (?:right|correct|surely|no)\\s*\\?$`,
      `,\\s*${NOT} (?:you|it|he|she|they|we)\\s*\\?$`,
      `^${NOT} `,
      `^(?:do|does|did|is|are|was|were|would|have) (?:you|it|that|this|he|she|they) (?:also|not)\\b`,
      `^(?:could|might|can) it be\\b`,
      `^is it (?:maybe |perhaps |just )?because\\b`,
      `^would you (?:agree|say)\\b`,
      `^you (?:are|were|feel|felt|think|want|wanted)\\b.*\\?$`,
    ].join('|'),
  ),
  second: new RegExp(
    `^(?:.{8,}?)[, ]\\s*(?:and|or|but)\\s+(?:what|how|which|when|who|where|why)\\s+(?!${SUBJECT}\\b)[\\p{L}']+\\s+[\\p{L}']+`,
    'u',
  ),
  invitation:
    /^(?:can|could|would|will) you (?:\S+ ){0,6}?(?:tell|describe|sketch|explain|say more|share|elaborate|give (?:\S+ ){0,2}example)\b/,
  closed: new RegExp(`^${FINITE} [\\p{L}']+`, 'u'),
  why: /^why (?:do|did|are|were|have|had|would|will) you\b/,
}
