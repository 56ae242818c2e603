import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Joint, type Seen } from '../../src/joint/joint'
import { neat, over, size, spliced, type Splices } from '../../src/joint/splices'
import type { Reason, WriteJoint } from '../../src/protocol'
import { random } from './chance'

interface Sent {
  readonly id: string
  readonly request: WriteJoint
}

/** The board: what the server does with a change. Who asks twice is answered twice. */
class Server {
  text = ''
  changes: { id: string; splices: Splices }[] = []

  get seen(): Seen | null {
    const revision = this.changes.length
    return revision === 0 ? null : { card: 'c', revision, text: this.text }
  }
  take({ id, request }: Sent): Reason | null {
    if (this.changes.some((one) => one.id === id)) return null
    const since = this.changes.slice(request.base)
    const splices = since.reduce(
      (mine, one) => over(mine, one.splices, true),
      neat(request.splices),
    )
    this.text = spliced(this.text, splices)
    this.changes.push({ id, splices })
    return null
  }
}

/** A phone: what it sent, and what it has kept. */
class Phone {
  sent: Sent[] = []
  kept = ''
  online = true
  readonly joint: Joint

  constructor(given = '') {
    this.joint = new Joint(
      'advies',
      {
        send: (id, request) => {
          if (this.online) this.sent.push({ id, request })
          return this.online
        },
        keep: (words) => (this.kept = words),
        changed: () => undefined,
      },
      given,
    )
  }
  types(text: string, at = size(this.joint.text), remove = 0): void {
    this.joint.write([{ at, remove, insert: text }], 'samen')
  }
  /** A frame: what the board has, and the answer to what is on its way. */
  hears(seen: Seen | null, refused?: Reason | null): void {
    this.joint.see(seen)
    const last = this.sent.at(-1)
    if (refused !== undefined && last) this.joint.answered(last.id, refused)
  }
}

const on = (text: string, revision = 1, card = 'c'): Seen => ({ card, revision, text })
const rest = () => vi.advanceTimersByTime(3_000)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('writing', () => {
  test('the first letters go at once, what is typed meanwhile goes with the next', () => {
    const phone = new Phone()
    phone.types('B')
    phone.types('e')
    phone.types('l')
    expect(phone.sent.map((one) => one.request.splices)).toEqual([
      [{ at: 0, remove: 0, insert: 'B' }],
    ])
    expect(phone.joint.state).toBe('sending')
    phone.hears(on('B'), null)
    rest()
    expect(phone.sent[1]?.request).toMatchObject({
      card: 'c',
      base: 1,
      splices: [{ at: 1, remove: 0, insert: 'el' }],
      step: 'samen',
    })
    phone.hears(on('Bel', 2), null)
    expect(phone.joint.state).toBe('saved')
    expect(phone.kept).toBe('')
  })

  test('the words of others arrive between my own', () => {
    const phone = new Phone()
    phone.hears(on('Bel haar'))
    phone.types(' op')
    phone.types('!')
    phone.hears(on('Bel haar', 2)) // not the answer yet
    phone.hears(on('Bel haar zelf op', 3), null)
    expect(phone.joint.text).toBe('Bel haar zelf op!')
  })

  test('blanks alone do not begin a card', () => {
    const phone = new Phone()
    phone.types('  ')
    expect(phone.sent).toEqual([])
    phone.types('x')
    expect(phone.sent).toHaveLength(1)
  })
})

describe('P10 nothing that was typed is lost', () => {
  test('without a line it waits, is kept, and goes again with the same id', () => {
    const phone = new Phone()
    phone.hears(on('Bel'))
    phone.online = false
    phone.joint.disconnected()
    phone.types(' haar')
    phone.types(' op')
    expect(phone.joint.state).toBe('waiting')
    expect(phone.kept).toBe('haar op')
    expect(phone.joint.text).toBe('Bel haar op')
    phone.online = true
    phone.hears(on('Bel nu', 2))
    phone.joint.connected()
    const first = phone.sent[0]
    expect(first?.request).toMatchObject({ base: 1, splices: [{ at: 3, insert: ' haar' }] })
    phone.hears(on('Bel haar nu', 3), null)
    expect(phone.joint.text).toBe('Bel haar op nu')
  })

  test('an answer that was lost: carried out once, shown once', () => {
    const phone = new Phone()
    const server = new Server()
    phone.types('Bel')
    server.take(phone.sent[0] as Sent)
    phone.joint.disconnected()
    phone.hears(server.seen)
    phone.joint.connected()
    expect(phone.sent[1]).toEqual(phone.sent[0])
    phone.hears(server.seen, server.take(phone.sent[1] as Sent))
    expect(phone.joint.text).toBe('Bel')
    expect(phone.joint.state).toBe('saved')
  })

  test.each(['step_moved_on', 'not_now', 'not_allowed', 'ended', 'no_such_card'] as const)(
    'what the board does not take any more (%s) is given back, and can go in again',
    (reason) => {
      const phone = new Phone()
      phone.hears(on('Bel haar'))
      phone.types(' morg')
      phone.types('en')
      phone.hears(on('Bel haar', 1), reason)
      expect(phone.joint.text).toBe('Bel haar')
      expect(phone.joint.given).toBe('morgen')
      expect(phone.joint.reason).toBe(reason)
      expect(phone.kept).toBe('morgen')
      phone.joint.putBack('samen')
      expect(phone.joint.text).toBe('Bel haar\nmorgen')
      expect(phone.joint.given).toBe('')
    },
  )

  test('another round: what belonged to the old card is given back', () => {
    const phone = new Phone()
    phone.hears(on('Toen'))
    phone.types(' en')
    phone.types(' daar')
    phone.hears(on('Nu', 1, 'd'), null)
    expect(phone.joint.text).toBe('Nu')
    expect(phone.joint.given).toContain('daar')
  })

  test('too far behind: it goes over what is new, with a new id', () => {
    const phone = new Phone()
    phone.hears(on('Bel'))
    phone.types(' op')
    phone.hears(on('Ga en bel', 300), 'stale')
    rest()
    expect(phone.joint.text).toBe('Ga en bel op')
    expect(phone.sent[1]?.id).not.toBe(phone.sent[0]?.id)
    expect(phone.sent[1]?.request.base).toBe(300)
  })

  test('refused as too far behind again and again, it gives the words back instead of asking on', () => {
    const phone = new Phone()
    phone.types('Bel')
    for (let turn = 0; turn < 9; turn += 1) {
      phone.hears(null, 'stale')
      rest()
    }
    expect(phone.sent.length).toBeLessThan(9)
    expect(phone.joint.given).toBe('Bel')
  })

  test('too long: it stays in the field, and goes once it fits', () => {
    const phone = new Phone()
    phone.hears(on('x'.repeat(1_990)))
    phone.types('y'.repeat(11))
    expect(phone.joint.state).toBe('held')
    expect(phone.sent).toEqual([])
    expect(phone.kept).not.toBe('')
    phone.types('', 1_999, 2)
    expect(phone.sent).toHaveLength(1)
  })

  test('too long because others wrote as well: held until it is changed', () => {
    const phone = new Phone()
    phone.hears(on('x'))
    phone.types('y')
    phone.hears(on('x', 1), 'too_long')
    rest()
    expect(phone.joint.state).toBe('held')
    expect(phone.joint.reason).toBe('too_long')
    expect(phone.sent).toHaveLength(1)
    phone.types('', 0, 1)
    rest()
    expect(phone.sent).toHaveLength(2)
  })

  test('too fast passes by itself', () => {
    const phone = new Phone()
    phone.types('Bel')
    phone.hears(null, 'too_fast')
    expect(phone.joint.state).toBe('sending')
    rest()
    expect(phone.sent[1]).toEqual(phone.sent[0])
  })

  test('what an earlier page left is given back', () => {
    const phone = new Phone('haar bellen')
    phone.hears(on('Ga'))
    expect(phone.joint.given).toBe('haar bellen')
    phone.joint.discard()
    expect(phone.kept).toBe('')
  })
})

test('however three write and drop off, all words are there and all have one text', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const chance = random(seed)
    const server = new Server()
    const phones = [new Phone(), new Phone(), new Phone()]
    const answered = phones.map(() => 0)
    const words: string[] = []
    const hear = (who: number) => {
      const phone = phones[who] as Phone
      const next = phone.sent[answered[who] ?? 0]
      // The line may break after the server took it and before its answer.
      const refused = next ? server.take(next) : null
      if (!phone.online) return
      phone.joint.see(server.seen)
      if (next) {
        answered[who] = (answered[who] ?? 0) + 1
        phone.joint.answered(next.id, refused)
      }
    }
    const turnLine = (phone: Phone) => {
      phone.online = !phone.online
      if (!phone.online) {
        phone.joint.disconnected()
        return
      }
      phone.joint.see(server.seen)
      phone.joint.connected()
    }
    for (let turn = 0; turn < 60; turn += 1) {
      const who = chance(3)
      const phone = phones[who] as Phone
      const what = chance(8)
      if (what < 4) {
        const word = `<${String(turn)}>`
        words.push(word)
        const places = [...phone.joint.text].flatMap((letter, at) => (letter === '<' ? [at] : []))
        const at = places[chance(places.length + 1)] ?? size(phone.joint.text)
        phone.joint.write([{ at, remove: 0, insert: `${word} ` }], 'samen')
      } else if (what < 7) hear(who)
      else turnLine(phone)
      vi.advanceTimersByTime(chance(500))
    }
    for (const phone of phones) if (!phone.online) turnLine(phone)
    for (let turn = 0; turn < 60; turn += 1) {
      hear(turn % 3)
      vi.advanceTimersByTime(500)
    }
    for (const phone of phones) {
      expect(phone.joint.text).toBe(server.text)
      expect(phone.joint.state).toBe('saved')
      expect(phone.joint.given).toBe('')
    }
    for (const word of words) expect(server.text.split(word)).toHaveLength(2)
  }
})
