/** Alles over het fragment: kiezen, afspelen, meekijken. */
export default {
  title: 'Het fragment',
  // kiezen
  choose: 'Kies een filmpje',
  chooseOther: 'Kies een ander filmpje',
  hint: (megabytes: number) =>
    `Een mp4 of webm van je telefoon, hoogstens ${megabytes} MB. Tien tot dertig seconden is meestal genoeg.`,
  stays: 'Alleen deze groep ziet het. Na de ronde wordt het gewist.',
  place: 'De plaats waar je filmde kan in het bestand staan.',
  none: 'Filmpjes sturen kan op deze server niet. Bekijk het samen in de ruimte of op een gedeeld scherm.',
  looking: 'Even kijken of dit filmpje werkt …',
  sending: (percent: number) => `Bezig met versturen: ${percent}%`,
  progress: 'Hoeveel er verstuurd is',
  cancel: 'Stop met versturen',
  tooLarge: (megabytes: number, most: number) =>
    `Dit filmpje is ${megabytes} MB, en er past hoogstens ${most} MB. Kies een korter filmpje, of bekijk het in de ruimte.`,
  wrong: 'Dit is geen filmpje dat hier speelt. Kies een mp4 of webm, of bekijk het in de ruimte.',
  offline: 'Het versturen is afgebroken. Kijk of je verbinding hebt en probeer het opnieuw.',
  stepOver: 'De groep is een stap verder. Daar hoort geen fragment bij.',
  notHere: 'Jullie kijken nu ergens anders. Kijken jullie toch hier, probeer het dan opnieuw.',
  notSent: 'Je fragment is niet verstuurd.',
  long: (length: string) => `Dit filmpje duurt ${length}. Kies samen welk stukje genoeg is.`,
  remove: 'Wis het filmpje',
  kept: 'Je fragment wordt gewist als de ronde klaar is.',
  wipe: 'Wis het fragment',
  // afspelen
  play: 'Speel af',
  goOn: 'Speel verder',
  pause: 'Pauzeer',
  stop: 'Stop',
  stopFragment: 'Stop fragment',
  counter: (now: string, all: string) => `${now} van ${all}`,
  tooLong: (seconds: number) => `Langer dan ${seconds} seconden`,
  playing: 'Het fragment speelt.',
  paused: 'Het fragment staat stil.',
  over: 'Het fragment is afgelopen.',
  // meekijken
  waiting: (name: string) =>
    name === ''
      ? 'Straks zie je hier het fragment.'
      : `Straks zie je hier het fragment van ${name}.`,
  ready: (name: string) =>
    name === '' ? 'Het fragment staat klaar.' : `Het fragment van ${name} staat klaar.`,
  readyMine: 'Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.',
  follow: 'Tik om mee te kijken',
  sound: 'Tik voor geluid',
  mute: 'Geluid uit',
  broken: 'Dit toestel kan het fragment niet afspelen. Kijk mee op een ander scherm.',
  gone: 'Het fragment is er niet meer. Vraag de inbrenger om het opnieuw te kiezen.',
  // ergens anders
  inRoom: 'We kijken in de ruimte',
  onScreen: 'We kijken op een gedeeld scherm',
  room: 'Kijk mee in de ruimte.',
  screen: 'Kijk mee op het gedeelde scherm.',
  here: 'Toch hier, op alle schermen',
}
