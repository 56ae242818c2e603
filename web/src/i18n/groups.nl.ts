/** Alles over verdeelde groepen, het rondje en met de rug naar de flap zitten. */
export default {
  duo: (number: string) => `Duo ${number}`,
  part: (number: string) => `Groepje ${number}`,
  and: 'en',
  // telefoon
  mine: (title: string) => `Jouw groep: ${title}`,
  together: (names: string) => `Jij gaat samen met ${names}`,
  withOthers: (names: string) => `Samen met ${names}`,
  alone: 'Er is nog niemand bij jou ingedeeld.',
  none: 'Je zit nog niet in een groep. De gespreksleider deelt je in.',
  list: 'De groepen',
  you: 'jij',
  empty: 'nog niemand',
  left: 'Nog niet ingedeeld',
  soon: 'Straks jij',
  before: (n: number) => (n === 1 ? 'Nog 1 voor jou' : `Nog ${n} voor jou`),
  turnedAway: (names: string) => `${names} zit nu met de rug naar de flap en ziet niets.`,
  awayTitle: 'Je zit met je rug naar de flap',
  awayWhy: 'Je ziet nu niets van de anderen. Straks draai je je weer om.',
  awayNotes: 'Wat valt je op? Alleen voor jou.',
  awaySaid:
    'Je zit nu met je rug naar de flap. Je ziet niets van de anderen; je eigen notities kun je wel opschrijven.',
  // gespreksleider
  split: 'Verdeel',
  splitTitle: 'Verdeel de groep',
  splitSee: 'Groepen',
  byChance: 'Verdeel door het lot',
  againByChance: 'Loot opnieuw',
  byHand: 'Met de hand',
  waiting: (n: number) =>
    n === 1 ? '1 persoon zit nog in geen groep' : `${n} mensen zitten nog in geen groep`,
  placeOf: (name: string) => `Groep van ${name}`,
  noGroup: 'geen groep',
  newDuo: 'nieuw duo',
  newPart: 'nieuw groepje',
  nextSpeaker: 'Doorgeven',
  nextSpeakerIs: (name: string) => `Geef het woord aan ${name}`,
  nextSpeakerEnd: 'Het rondje is klaar',
  // groot scherm
  speaking: 'praat',
  listening: 'luistert',
  order: 'Daarna',
}
