import type nl from './cards.nl'

const en: typeof nl = {
  private: 'Only you see this.',
  privateOf: (name: string) => `This is for ${name} alone: the others do not see it.`,
  privateMay: 'Only you see this, until you share it yourself.',
  privateMayOf: (name: string) => `This is for ${name} alone, until you share it for ${name}.`,
  anonymous: 'Nobody sees who wrote this.',
  anonymousOf: (name: string) => `Nobody sees that this is from ${name}.`,
  share: 'Share on the sheet',
  shareAsk: 'Everybody will see this.',
  shareYes: 'Yes, share it',
  shareNo: 'Not yet',
  doShare: 'Share',
  shareTell: 'You choose what to share on the sheet. What you do not share stays yours.',
  sources: 'What does this come from?',
  sourcesMost: 'There is no room for more than these.',
  from: 'from:',
  tied: 'linked with',
  more: (n: number) => `and ${n} more`,
  doLink: 'Link',
  linkTell: 'Choose a card on the sheet to link it with another.',
  linkAlso: 'On the sheet you can link cards.',
  linkOpen: 'Link with …',
  linkTitle: 'Link this card',
  linkWith: 'Which card does this belong with?',
  linkNone: 'There is no other card to link with yet.',
  linkNow: 'Now linked with',
  link: (text: string) => `Link with: ${text}`,
  unlink: 'Unlink',
  unlinkFrom: (text: string) => `Unlink from: ${text}`,
}

export default en
