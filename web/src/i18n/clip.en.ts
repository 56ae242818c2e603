import type dutch from './clip.nl'

const english: typeof dutch = {
  title: 'The fragment',
  // choosing
  choose: 'Choose a clip',
  chooseOther: 'Choose another clip',
  hint: (megabytes) =>
    `An mp4 or webm from your phone, at most ${megabytes} MB. Ten to thirty seconds is mostly enough.`,
  stays: 'Only this group sees it. After the round it is wiped.',
  place: 'The file may tell where you filmed.',
  none: 'This server takes no clips. Watch it together in the room or on a shared screen.',
  looking: 'Seeing whether this clip works …',
  sending: (percent) => `Sending: ${percent}%`,
  progress: 'How much was sent',
  cancel: 'Stop sending',
  tooLarge: (megabytes, most) =>
    `This clip is ${megabytes} MB, and ${most} MB is the most. Choose a shorter one, or watch it in the room.`,
  wrong: 'This is not a clip that plays here. Choose an mp4 or webm, or watch it in the room.',
  offline: 'The sending broke off. See whether you have a connection and try again.',
  stepOver: 'The group has gone on to a step that takes no fragment.',
  notHere: 'You are watching elsewhere now. If you watch here after all, try again.',
  notSent: 'Your fragment was not sent.',
  long: (length) => `This clip lasts ${length}. Choose together which part is enough.`,
  remove: 'Wipe the clip',
  kept: 'Your clip will be wiped when the round is over.',
  wipe: 'Wipe the fragment',
  // playing
  play: 'Play',
  goOn: 'Play on',
  pause: 'Pause',
  stop: 'Stop',
  stopFragment: 'Stop clip',
  counter: (now, all) => `${now} of ${all}`,
  tooLong: (seconds) => `Longer than ${seconds} seconds`,
  playing: 'The fragment is playing.',
  paused: 'The fragment stands still.',
  over: 'The fragment is over.',
  // watching
  waiting: (name) =>
    name === ''
      ? 'You will soon see the fragment here.'
      : `You will soon see the fragment of ${name} here.`,
  ready: (name) => (name === '' ? 'The fragment is ready.' : `The fragment of ${name} is ready.`),
  readyMine: 'Your fragment is ready. When you play it, everybody sees it.',
  follow: 'Tap to watch along',
  sound: 'Tap for sound',
  mute: 'Sound off',
  broken: 'This device cannot play the fragment. Watch along on another screen.',
  gone: 'The fragment is no longer there. Ask the case owner to choose it again.',
  // elsewhere
  inRoom: 'We watch in the room',
  onScreen: 'We watch on a shared screen',
  room: 'Watch along in the room.',
  screen: 'Watch along on the shared screen.',
  here: 'Here after all, on all screens',
}

export default english
