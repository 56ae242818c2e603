/** How a Dutch question gives away that it is closed, steering, advice, or two at once. */
import type { Tells } from './openQuestion'

const YOU = '(?:je|jij|jullie|u)'
const SUBJECT = `(?:${YOU}|hij|zij|ze|het|er|we|wij|ik|iemand|iedereen|dat|dit|die|deze|de|een|jouw|jou|je|men)`
const FINITE =
  '(?:ben|bent|is|zijn|was|waren|heb|hebt|heeft|hebben|had|hadden|kan|kun|kunt|kunnen|kon|konden|mag|mogen|mocht|' +
  'moet|moeten|moest|moesten|wil|wilt|willen|wilde|wou|zal|zul|zult|zullen|zou|zouden|word|wordt|werd|ga|gaat|gaan|ging|' +
  'doe|doet|deed|kom|komt|kwam|weet|wist|voel|voelt|voelde|vind|vindt|vond|denk|denkt|dacht|zie|ziet|zag|krijg|krijgt|kreeg|' +
  'laat|liet|ken|kent|kende|merk|merkt|merkte|geloof|durf|durfde|herken|herkent|begrijp|begrijpt|speel|speelt|speelde|' +
  'klopt|lukt|lukte|hoef|hoeft|sta|staat|stond|hou|houd|houdt|maak|maakt|maakte|geef|geeft|gaf|help|helpt|hielp|' +
  'werk|werkt|werkte|betekent|zit|zitten|zat|lig|ligt|heet|bedoel|vertrouw|verwacht|verwachtte|neem|neemt|nam|vraag|vroeg|' +
  'praat|sprak|spreek|lijkt|leek|blijf|blijft|bleef|wist|hoor|hoorde|snap|snapt|schrok|mis|miste)'
const DOING =
  '(?:geprobeerd|overwogen|besproken|gevraagd|voorgesteld|ingeschakeld|geopperd|uitgeprobeerd|nagedacht|gekeken naar|gedacht aan)'

export const dutch: Tells = {
  filler:
    /^(?:en|maar|dus|nou|oké|ok|ja|hmm?|trouwens|zeg|goed|even|eigenlijk|verder|of|want|tja|nog een vraag)(?!\p{L})[,:]?\s+/u,
  clause:
    /^(?:wanneer (?=(?:je|jij|u|hij|ze|zij|het|er|dit|dat|de|een) )|(?:als|toen|nadat|voordat|terwijl|omdat|doordat|nu|sinds|stel)\b)[^,?]*,\s*/,
  open: /^(?:(?:in|met|op|aan|voor|van|door|bij|over|naar|uit|sinds|tot|tegen|onder|om|tijdens)\s+)?(?:wat|hoe|hoezo|hoeveel|welke?|wanneer|wie|wiens|waar\p{L}*)(?!\p{L})/u,
  advice: new RegExp(
    [
      `^waarom (?:\\S+ ){1,3}(?:gewoon )?niet\\b`,
      `^waarom niet\\b`,
      `^heb(?:t)? ${YOU} (?:er |het |daar |dit |dat )?(?:al |ooit |weleens |wel eens |eens )+.*\\b${DOING}`,
      `^heb(?:t)? ${YOU} .*\\b(?:geprobeerd|overwogen)\\b`,
      `^heb(?:t)? ${YOU} (?:er|daar) .*\\b(?:gedacht|nagedacht)\\b`,
      `^${YOU} (?:moet|moest|zou|kunt|kan|kun|hoeft|mag|dient)\\b(?!.*\\b(?:zei|zegt|vertelde|noemde)\\b)`,
      `^(?:misschien|wellicht|volgens mij) (?:moet|kun|kan|zou|helpt|is het)\\b`,
      `^(?:kun|kan|kunt|moet|moeten|wil) ${YOU} (?:dan |er |dat |het |hem |haar )?(?:niet|beter)\\b`,
      `^zou ${YOU} (?:\\S+ ){0,6}(?:kunnen|moeten|eens)\\b`,
      `^zou het (?:niet )?(?:\\S+ )?(?:helpen|handig|goed|beter|slim|verstandig)\\b`,
      `^is het (?:niet )?(?:misschien )?(?:een (?:goed )?idee|handig|beter|slim|verstandig)\\b`,
      `^(?:wat|hoe) (?:als|zou het zijn als|zou er gebeuren als) ${YOU} (?:nou |nu |eens |gewoon )?`,
      `^(?:probeer|ga|doe|vraag|neem|laat|zoek|bel|praat|spreek|geef|stop|begin|zeg) (?:eens|gewoon|maar|nou|dan|het|er|met|hem|haar|je|aan)\\b(?!.*\\?)`,
      `^(?:ik zou|als ik jou was|het is beter|het beste is|mijn advies|mijn tip|tip)\\b`,
    ].join('|'),
  ),
  suggestive: new RegExp(
    [
      `\\b(?:toch|hè|nietwaar|niet waar|of niet|niet dan)\\s*\\?$`,
      `^(?:vind|vindt|vinden|denk|denkt|geloof|voel|voelt|zie|ziet|merk) ${YOU} (?:\\S+ )?(?:ook|niet)\\b`,
      `^(?:is|was|kan|zou|komt|klopt|lijkt) (?:het|dat|dit|er)(?: nou| nu| dan)? (?:niet|geen)\\b`,
      `^(?:zou|zouden|ben|bent|heb|hebt|had|was|wil|wilt|wilde|bedoel|speelt|speel|zit|is) (?:\\S+ ){1,2}(?:eigenlijk |misschien |toch |gewoon |ook )?(?:niet|geen)\\b`,
      `^(?:zou|kan) het (?:misschien |ook |zo )?(?:kunnen )?(?:zijn )?(?:zijn|kunnen)? ?(?:dat|doordat|omdat)\\b`,
      `^(?:kan|zou) het (?:niet )?(?:kunnen |zo )?zijn\\b`,
      `^(?:komt|kwam|is|was) (?:het|dat|dit) (?:misschien |gewoon |eigenlijk )?(?:doordat|omdat)\\b`,
      `^${YOU} (?:bent|was|vindt|vond|voelt|wilt|wilde|hebt|had|denkt)\\b.*\\?$`,
    ].join('|'),
  ),
  second: new RegExp(
    `^(?:.{8,}?)[, ]\\s*(?:en|of|maar)\\s+(?:wat|hoe|welke?|wanneer|wie|waar\\p{L}*)\\s+(?!${SUBJECT}\\s|${SUBJECT}\\?)\\p{L}+\\s+\\p{L}+`,
    'u',
  ),
  invitation: new RegExp(
    `^(?:kun|kan|kunt|wil|wilt|zou) ${YOU} (?:\\S+ ){0,7}(?:vertellen|beschrijven|schetsen|uitleggen|toelichten|zeggen over|voorbeeld|verwoorden|uitwerken)\\b`,
  ),
  closed: new RegExp(
    `^(?:${FINITE} \\p{L}+|(?!in|met|door|over|bij|aan|voor|van|op|om|na|naar|uit|tot|dat|dan|vertel|beschrijf|noem)\\p{L}+ (?:je|jij) .*\\?$)`,
    'u',
  ),
  why: new RegExp(`^waarom \\p{L}+ (?:\\p{L}+ )?${YOU}(?!\\p{L})`, 'u'),
}
