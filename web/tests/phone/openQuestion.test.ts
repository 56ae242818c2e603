import { describe, expect, it } from 'vitest'
import { doubtAbout, type Doubt } from '../../src/phone/openQuestion'

const OPEN_NL = [
  'Wat raakt je hierin?',
  'Hoe merkte je dat je boos werd?',
  'Welke gedachten gingen door je heen?',
  'Wanneer gebeurde dit voor het eerst?',
  'Wie is er nog meer bij betrokken?',
  'Waaraan merk je dat?',
  'Waardoor veranderde dat?',
  'Waarom is de sfeer in het team zo gespannen?',
  'Waar zit het voor jou in vast?',
  'Wat maakt dat je niet naar hem toe gaat?',
  'In welke situaties gebeurt het niet?',
  'Als je daaraan terugdenkt, wat raakt je dan?',
  'Je vertelde dat je boos was. Hoe merkten anderen dat?',
  'En wat deed dat met je?',
  'Maar hoe komt het dat je blijft?',
  'Wat weet je van hem en hoe hij werkt?',
  'Kun je iets meer vertellen over je leidinggevende?',
  'Kun je een voorbeeld geven?',
  'Wat is voor jou goed genoeg?',
  'Hoezo vind je dat lastig?',
  'Wat zou er gebeuren als het je niet lukt?',
  'Met wie praat je hierover?',
  'Wat vind je moeilijk aan “nee” zeggen?',
  'Vertel eens wat meer over die vergadering.',
  'Wanneer je dit zo vertelt, wat voel je dan?',
  'Wat hield je tegen, denk je?',
  'Aan wie denk je dan?',
]
const OPEN_EN = [
  'What touches you in this?',
  'How did you notice that you were angry?',
  'Which thoughts went through you?',
  'When did this happen for the first time?',
  'Who else is involved?',
  'What makes you stay?',
  'Why is the mood in the team so tense?',
  'If you look back, what would you keep?',
  'You said you were angry. How did others notice?',
  'Can you tell us more about your manager?',
  'Could you give us an example?',
  'In what situations does it not happen?',
  'What do you know of him and how he works?',
  'What kind of help do you expect of him?',
]
const NL: [string, Doubt][] = [
  ['Heb je daar last van?', 'closed'],
  ['Is het druk op je werk?', 'closed'],
  ['Kun je goed slapen?', 'closed'],
  ['Ben je boos of verdrietig?', 'closed'],
  ['En was je baas daarbij?', 'closed'],
  ['Als je terugkijkt, heb je dan spijt?', 'closed'],
  ['Durfde je iets te zeggen?', 'closed'],
  ['Ontwijk je hem?', 'closed'],
  ['heb je er vaak last van', 'closed'],
  ['Zou je niet liever iets anders doen?', 'suggestive'],
  ['Vind je ook niet dat hij te ver ging?', 'suggestive'],
  ['Is het niet zo dat je bang bent?', 'suggestive'],
  ['Dat is lastig voor je, toch?', 'suggestive'],
  ['Zou het kunnen dat je moe bent?', 'suggestive'],
  ['Ben je niet gewoon boos?', 'suggestive'],
  ['Komt het doordat je niet durft?', 'suggestive'],
  ['Heb je al geprobeerd met hem te praten?', 'advice'],
  ['Waarom ga je niet naar je leidinggevende?', 'advice'],
  ['Waarom niet gewoon stoppen?', 'advice'],
  ['Je moet met hem praten.', 'advice'],
  ['Je zou het hem kunnen vragen', 'advice'],
  ['Ik zou hem gewoon bellen.', 'advice'],
  ['Kun je niet beter weggaan?', 'advice'],
  ['Is het een idee om te stoppen?', 'advice'],
  ['Wat als je het hem gewoon vraagt?', 'advice'],
  ['Heb je er weleens aan gedacht om te stoppen?', 'advice'],
  ['Wat deed je toen en hoe voelde dat voor je?', 'double'],
  ['Wat vond je ervan? Hoe reageerde zij?', 'double'],
  ['Waarom deed je dat?', 'why'],
  ['Waarom heb je gezwegen?', 'why'],
]
const EN: [string, Doubt][] = [
  ['Do you suffer from it?', 'closed'],
  ['Is it busy at work?', 'closed'],
  ['Were you angry or sad?', 'closed'],
  ['If you look back, do you regret it?', 'closed'],
  ["Don't you think he went too far?", 'suggestive'],
  ['Do you not think he went too far?', 'suggestive'],
  ['Isn’t it true that you are afraid?', 'suggestive'],
  ["That is hard for you, isn't it?", 'suggestive'],
  ['Could it be that you are tired?', 'suggestive'],
  ['Have you already tried to talk to him?', 'advice'],
  ["Why don't you go to your manager?", 'advice'],
  ['You should talk to him.', 'advice'],
  ['What if you just ask him?', 'advice'],
  ['What did you do and how did that feel?', 'double'],
  ['What did you think? How did she react?', 'double'],
  ['Why did you do that?', 'why'],
]

describe('the hint about open questions', () => {
  it.each(OPEN_NL)('leaves a good open question alone: %s', (text) => {
    expect(doubtAbout(text, 'nl')).toBeNull()
  })
  it.each(OPEN_EN)('leaves a good open question alone in English: %s', (text) => {
    expect(doubtAbout(text, 'en')).toBeNull()
  })
  it.each(NL)('sees what is not open: %s → %s', (text, doubt) => {
    expect(doubtAbout(text, 'nl')).toBe(doubt)
  })
  it.each(EN)('sees what is not open in English: %s → %s', (text, doubt) => {
    expect(doubtAbout(text, 'en')).toBe(doubt)
  })
  it('says nothing of nothing, of one word, or of what is only begun', () => {
    for (const text of ['', '  ', '?', 'Heb', 'Heb je', 'Is', '🙂🙂🙂', '…'])
      expect(doubtAbout(text, 'nl')).toBeNull()
  })
  it('stays quick on a long text', () => {
    const long = 'heb je en '.repeat(400)
    const before = performance.now()
    doubtAbout(long, 'nl')
    doubtAbout(long, 'en')
    expect(performance.now() - before).toBeLessThan(50)
  })
})
