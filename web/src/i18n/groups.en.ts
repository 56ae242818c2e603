import type dutch from './groups.nl'

const english: typeof dutch = {
  duo: (number: string) => `Pair ${number}`,
  part: (number: string) => `Group ${number}`,
  and: 'and',
  // phone
  mine: (title: string) => `Your group: ${title}`,
  together: (names: string) => `You are with ${names}`,
  withOthers: (names: string) => `Together with ${names}`,
  alone: 'Nobody has been put with you yet.',
  none: 'You are not in a group yet. The facilitator will put you in one.',
  list: 'The groups',
  you: 'you',
  empty: 'nobody yet',
  left: 'Not in a group yet',
  soon: 'You are next',
  first: 'You may begin',
  before: (n: number) => (n === 1 ? '1 more before you' : `${n} more before you`),
  turnedAway: (names: string) => `${names} has turned away from the flip-over and sees nothing.`,
  awayTitle: 'You have turned away from the flip-over',
  awayWhy: 'You cannot see anything of the others now. You will turn back later.',
  awayNotes: 'What do you notice? For you alone.',
  awaySaid:
    'You have now turned away from the flip-over. You cannot see anything of the others, but you can write your own notes.',
  // facilitator
  split: 'Divide',
  splitTitle: 'Divide the group',
  splitSee: 'Groups',
  byChance: 'Divide by chance',
  againByChance: 'Draw again',
  byHand: 'By hand',
  waiting: (n: number) =>
    n === 1 ? '1 person is not in a group yet' : `${n} people are not in a group yet`,
  placeOf: (name: string) => `Group of ${name}`,
  noGroup: 'no group',
  newDuo: 'new pair',
  newPart: 'new group',
  nextSpeaker: 'Pass on',
  nextSpeakerIs: (name: string) => `Give the floor to ${name}`,
  nextSpeakerEnd: 'Everybody has had their turn',
  // wall
  speaking: 'speaking',
  listening: 'listening',
  orderAll: 'The round',
  order: 'After that',
}

export default english
