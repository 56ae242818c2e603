import type { CardView, LeadView, NowView, Write } from '../src/protocol'

/** Views in which nothing is open and nothing was said: a test says only what it is about. */

export const NOW: NowView = {
  type: 'now',
  step: 'een',
  tell: [],
  avoid: [],
  write: [],
  rewrite: [],
  rate: null,
  focus: [],
  answer: [],
  answer_prompt: '',
  move: [],
  reveal: null,
  turns: [],
  ready: false,
  consent: null,
}
export const WRITE: Write = {
  kind: 'vraag',
  who: ['deelnemer'],
  sheet: 'flap',
  zone: null,
  min: 0,
  max: null,
  hidden: false,
  count: false,
  prompt: '',
  guide: [],
}
export const CARD: CardView = {
  type: 'card',
  id: 'c',
  round: 'r',
  kind: 'vraag',
  sheet: 'flap',
  zone: null,
  rank: 1,
  by: 'ann',
  typed_by: 'ann',
  text: 'x',
  earlier: [],
  shown: true,
  ratings: [],
  answer: null,
  lap: null,
}
export const LEAD: LeadView = {
  type: 'lead',
  next: null,
  next_tell: {},
  unveils: [],
  skip: null,
  choices: [],
  repeats: false,
  needs_consent: false,
  undo_until_ms: null,
  undo_hides: 0,
  on_paper: [],
}
