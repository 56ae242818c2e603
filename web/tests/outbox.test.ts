import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetTexts, keepInMemory, type Keep } from '../src/keep'
import { Outbox, type OutboxItem, slotOf } from '../src/outbox'
import type { Ask, WriteCard } from '../src/protocol'

const QUESTION: WriteCard = {
  type: 'write_card',
  kind: 'vraag',
  text: 'Wat raakt je?',
  step: 'twee',
}

class Desk {
  sent: Ask[] = []
  online = true
  items: readonly OutboxItem[] = []
  outbox: Outbox

  constructor(readonly keep: Keep = keepInMemory()) {
    this.outbox = new Outbox({
      keep,
      seat: 'b1/phone',
      send: (ask) => {
        if (this.online) this.sent.push(ask)
        return this.online
      },
      changed: (items) => (this.items = items),
    })
  }

  /** The page was closed without a word, and opened again. */
  async reloaded(): Promise<Desk> {
    const next = new Desk(this.keep)
    next.online = this.online
    await next.outbox.load()
    return next
  }

  kept = () => this.keep.under('outbox/b1/phone/')
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = () => vi.advanceTimersByTimeAsync(0)

describe('P10 unsent text never vanishes silently', () => {
  test('P10 a card of parts survives a reload and goes out with every part', async () => {
    const desk = new Desk()
    desk.online = false
    const parts = { zien: 'Je lacht \ud800', effect: 'Dat werkt' }
    desk.outbox.submit({ type: 'write_card', kind: 'observatie', text: '', parts }, 'piet')
    await settled()
    const next = await desk.reloaded()
    const whole = { zien: 'Je lacht \ufffd', effect: 'Dat werkt' }
    expect(next.items).toMatchObject([{ onBehalfOf: 'piet', request: { text: '', parts: whole } }])
    next.online = true
    next.outbox.reconnected()
    expect(next.sent).toMatchObject([{ on_behalf_of: 'piet', request: { parts: whole } }])
  })

  test('P10 a card whose parts are too long together stays here, and says so', async () => {
    const desk = new Desk()
    const parts = { zien: 'x'.repeat(12_000), effect: 'x'.repeat(12_000) }
    desk.outbox.submit({ type: 'write_card', kind: 'observatie', text: '', parts }, null)
    await settled()
    expect(desk.sent).toEqual([])
    expect(desk.items).toMatchObject([{ state: 'unsaved', reason: 'too_long', request: { parts } }])
  })

  test('P10 a text is kept on this device before it is sent', async () => {
    const desk = new Desk()
    let keptAtSending = -1
    const keep = keepInMemory()
    desk.keep.set = async (key, value) => {
      expect(desk.sent).toEqual([])
      await keep.set(key, value)
      keptAtSending = (await keep.under('outbox/b1/phone/')).length
    }
    desk.outbox.submit(QUESTION, null)
    expect(desk.items).toHaveLength(1)
    await settled()
    expect(keptAtSending).toBe(1)
    expect(desk.sent).toHaveLength(1)
  })

  test('P10 it leaves only when the server says that it is done', async () => {
    const desk = new Desk()
    const id = desk.outbox.submit(QUESTION, null)
    await settled()
    desk.outbox.disconnected()
    expect(desk.items[0]?.state).toBe('waiting')
    desk.outbox.answered([{ id: 'somebody-elses-answer', refused: null }])
    expect(desk.items).toHaveLength(1)
    desk.outbox.answered([{ id, refused: null }])
    expect(desk.items).toEqual([])
    expect(await desk.kept()).toEqual([])
  })

  test('P10 written offline, reloaded, sent after the snapshot with the same id', async () => {
    const desk = new Desk()
    desk.online = false
    const id = desk.outbox.submit(QUESTION, null)
    await settled()
    expect(desk.items[0]?.state).toBe('waiting')
    const later = await desk.reloaded()
    expect(later.items.map((item) => item.id)).toEqual([id])
    later.online = true
    later.outbox.reconnected()
    expect(later.sent.map((ask) => ask.id)).toEqual([id])
    expect(later.items[0]?.state).toBe('sending')
  })

  test('P10 a lost answer: sent again with the same id and the same body', async () => {
    const desk = new Desk()
    desk.outbox.submit(QUESTION, 'opa')
    await settled()
    desk.outbox.disconnected()
    desk.outbox.reconnected()
    expect(desk.sent).toHaveLength(2)
    expect(desk.sent[1]).toEqual(desk.sent[0])
  })

  test.each(['step_moved_on', 'too_long', 'bad_text', 'not_now', 'ended'] as const)(
    'P10 refused with %s it stays as not saved, also after a reload',
    async (reason) => {
      const desk = new Desk()
      const id = desk.outbox.submit(QUESTION, null)
      await settled()
      desk.outbox.answered([{ id, refused: reason }])
      expect(desk.items[0]).toMatchObject({ state: 'unsaved', reason })
      await settled()
      const later = await desk.reloaded()
      expect(later.items[0]).toMatchObject({ state: 'unsaved', reason })
      later.outbox.reconnected()
      expect(later.sent).toEqual([])
    },
  )

  test.each(['too_fast', 'unavailable'] as const)(
    'P10 refused with %s it is sent again by itself',
    async (reason) => {
      const desk = new Desk()
      const id = desk.outbox.submit(QUESTION, null)
      await settled()
      desk.outbox.answered([{ id, refused: reason }])
      expect(desk.items[0]).toMatchObject({ state: 'waiting', reason })
      await vi.advanceTimersByTimeAsync(10_000)
      expect(desk.sent.map((ask) => ask.id)).toEqual([id, id])
    },
  )

  test('P10 what no frame can carry is never sent, and stays in sight', async () => {
    const desk = new Desk()
    desk.outbox.submit({ ...QUESTION, text: 'ë'.repeat(40_000) }, null)
    await settled()
    expect(desk.sent).toEqual([])
    expect(desk.items[0]).toMatchObject({ state: 'unsaved', reason: 'too_long' })
    expect((await desk.reloaded()).items).toHaveLength(1)
  })

  test('P10 a text that the server cannot read is not sent for ever', async () => {
    const desk = new Desk()
    desk.outbox.submit(QUESTION, null)
    await settled()
    desk.outbox.malformed()
    desk.outbox.reconnected()
    expect(desk.sent).toHaveLength(1)
    expect(desk.items[0]).toMatchObject({ state: 'unsaved', reason: 'malformed' })
  })

  test('P10 a retry is sent with the same id, for the step that is open now', async () => {
    const desk = new Desk()
    const id = desk.outbox.submit(QUESTION, null)
    await settled()
    desk.outbox.answered([{ id, refused: 'step_moved_on' }])
    desk.outbox.retry(id, { ...QUESTION, step: 'drie' })
    await settled()
    expect(desk.sent[1]).toMatchObject({ id, request: { step: 'drie' } })
    expect((await desk.reloaded()).items).toHaveLength(1)
  })

  test('P10 two pages of one browser do not lose each other’s texts', async () => {
    const first = new Desk()
    const second = new Desk(first.keep)
    first.outbox.submit(QUESTION, null)
    second.outbox.submit({ ...QUESTION, text: 'En wat nog meer?' }, null)
    await settled()
    expect((await first.reloaded()).items).toHaveLength(2)
  })

  test('P10 half a character becomes a whole one, so that it can be sent', async () => {
    const desk = new Desk()
    desk.outbox.submit({ ...QUESTION, text: 'a\ud83d' }, null)
    await settled()
    expect(desk.items[0]?.request.text).toBe('a\ufffd')
  })
})

describe('P10 wordings of one card arrive in the order in which they were written', () => {
  const wording = (text: string) => ({ type: 'edit_card', card: 'c1', text }) as const
  const texts = (desk: Desk) => desk.sent.map((ask) => (ask.request as WriteCard).text)

  test('P10 a newer one waits for an older one that had to wait', async () => {
    const desk = new Desk()
    const old = desk.outbox.submit(wording('oud'), null)
    await settled()
    desk.outbox.answered([{ id: old, refused: 'unavailable' }])
    desk.outbox.submit(wording('nieuw'), null)
    desk.outbox.submit({ ...wording('elders'), card: 'c2' }, null)
    await settled()
    expect(texts(desk)).toEqual(['oud', 'elders'])
    await vi.advanceTimersByTimeAsync(3_000)
    desk.outbox.answered([{ id: old, refused: null }])
    expect(texts(desk).at(-1)).toBe('nieuw')
    expect(texts(desk).filter((text) => text === 'nieuw')).toHaveLength(1)
  })

  test.each(['not_now', 'too_long'] as const)(
    'P10 a newer one goes on when the older one is refused with %s',
    async (refused) => {
      const desk = new Desk()
      const old = desk.outbox.submit(wording('oud'), null)
      desk.outbox.submit(wording('nieuw'), null)
      await settled()
      expect(texts(desk)).toEqual(['oud'])
      desk.outbox.answered([{ id: old, refused }])
      expect(texts(desk)).toEqual(['oud', 'nieuw'])
    },
  )

  test('P10 cards do not wait for each other', async () => {
    const desk = new Desk()
    desk.outbox.submit(QUESTION, null)
    desk.outbox.submit(QUESTION, null)
    await settled()
    expect(desk.sent).toHaveLength(2)
  })
})

describe('P38 nothing stays on the phone', () => {
  test('P38 after the end a late refusal is not kept', async () => {
    const desk = new Desk()
    const id = desk.outbox.submit(QUESTION, null)
    await settled()
    desk.outbox.over()
    await forgetTexts(desk.keep, 'b1')
    desk.outbox.answered([{ id, refused: 'ended' }])
    desk.outbox.submit(QUESTION, null)
    await settled()
    expect(desk.items).toHaveLength(2)
    expect(await desk.kept()).toEqual([])
  })
})

test('a text goes back to the field that it came from', () => {
  expect(slotOf(QUESTION)).toBe('write_card/vraag')
  expect(slotOf(QUESTION, 'opa')).toBe('write_card/vraag/opa')
  expect(slotOf({ type: 'edit_card', card: 'c1', text: '' })).toBe('edit_card/c1')
})
