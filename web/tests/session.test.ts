import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepInMemory } from '../src/keep'
import type { Answer, Ask, Outgoing, Request, View } from '../src/protocol'
import { placeOf, seatAt, takeSeat, type Seat } from '../src/seats'
import { Session, slotOf, type TextRequest } from '../src/session.svelte'
import type { Wire } from '../src/socket'
import { sourcesSlot, toDraft } from '../src/sources'
import { pack, unpack } from '../src/written'

const SEAT: Seat = { board: 'b1', device: 'phone', token: 'token-token-token' }
const QUESTION: TextRequest = {
  type: 'write_card',
  kind: 'vraag',
  text: 'Wat raakt je?',
  step: 'twee',
}
const HAND: Request = { type: 'raise_hand' }

class Line implements Wire {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  asked: Ask[] = []
  #n = 0

  send(text: string): void {
    const message = JSON.parse(text) as { type: string }
    if (message.type === 'ask') this.asked.push(message as Ask)
  }
  close(): void {
    this.onclose = null
  }
  says(frame: Outgoing): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  snapshot(views: View[] = [], answers: Answer[] = []): void {
    this.onopen?.()
    this.says({ type: 'snapshot', n: ++this.#n, now_ms: 1, me: 'ann', views, answers })
  }
  update(answers: Answer[], set: View[] = []): void {
    this.says({ type: 'update', n: ++this.#n, now_ms: 1, set, gone: [], answers })
  }
}

async function stage() {
  const keep = keepInMemory()
  await takeSeat(keep, SEAT)
  const lines: Line[] = []
  const opened = async () => {
    const session = new Session(SEAT, keep, () => {
      const line = new Line()
      lines.push(line)
      return line
    })
    await session.open()
    return session
  }
  const kept = async () => (await keep.under('')).map(([key]) => key)
  return { keep, lines, opened, kept, session: await opened(), line: () => lines.at(-1) as Line }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, visibilityState: 'visible' })
})
afterEach(() => void vi.useRealTimers())

describe('asking', () => {
  test('null is done, a reason is refused and told once', async () => {
    const { session, line } = await stage()
    line().snapshot()
    const first = session.ask(HAND)
    line().update([{ id: line().asked[0]?.id ?? '', refused: 'not_now' }])
    expect(await first).toBe('not_now')
    expect(session.refused).toEqual({ request: HAND, reason: 'not_now' })
    const second = session.ask(HAND)
    line().update([{ id: line().asked[1]?.id ?? '', refused: null }])
    expect(await second).toBeNull()
    expect(session.refused).toBeNull()
  })

  test('P2 asked without a line, it is sent once there is one, again with the same id', async () => {
    const { session, lines, line } = await stage()
    const done = session.ask(HAND)
    line().snapshot()
    const id = line().asked[0]?.id ?? ''
    line().onclose?.({ code: 1006 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(lines).toHaveLength(2)
    line().snapshot([], [])
    expect(line().asked.map((ask) => ask.id)).toEqual([id])
    line().update([{ id, refused: null }])
    expect(await done).toBeNull()
  })

  test('without an answer in time it is unavailable, and is not done later', async () => {
    const { session, line } = await stage()
    const done = session.ask(HAND)
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await done).toBe('unavailable')
    line().snapshot()
    expect(line().asked).toEqual([])
  })
})

describe('P10 texts', () => {
  test('P10 a draft survives a reload', async () => {
    const { session, opened } = await stage()
    session.setDraft('write_card/vraag', 'Wat maakt dat')
    session.close()
    await settled()
    expect((await opened()).draft('write_card/vraag')).toBe('Wat maakt dat')
  })

  test('P10 a card takes the place of its outbox item in one and the same frame', async () => {
    const { session, line } = await stage()
    line().snapshot()
    const id = session.submit(QUESTION)
    await settled()
    line().update([{ id, refused: null }])
    expect(session.outbox).toEqual([])
  })

  test('P10 a refused card of parts goes back into every one of its fields', async () => {
    const { session, line, opened } = await stage()
    line().snapshot()
    const parts = { zien: 'Je lacht', effect: 'Dat werkt' }
    const request = { type: 'write_card', kind: 'observatie', text: '', parts } as const
    const id = session.submit(request, 'piet')
    await settled()
    line().update([{ id, refused: 'step_moved_on' }])
    session.setDraft(slotOf(request, 'piet'), pack({ effect: 'Mooi', tip: 'Vaker doen' }))
    session.takeBack(id)
    await settled()
    const again = await opened()
    expect(unpack(again.draft('write_card/observatie/piet'))).toEqual({
      zien: 'Je lacht',
      effect: 'Mooi\nDat werkt',
      tip: 'Vaker doen',
    })
  })

  test('P10 a refused text goes back to its field, behind what is already there', async () => {
    const { session, line, opened } = await stage()
    line().snapshot()
    const id = session.submit(QUESTION)
    await settled()
    line().update([{ id, refused: 'step_moved_on' }])
    session.setDraft(slotOf(QUESTION), 'Nieuwe')
    session.takeBack(id)
    expect(session.outbox).toEqual([])
    expect(session.draft(slotOf(QUESTION))).toBe('Nieuwe\nWat raakt je?')
    await settled()
    const again = await opened()
    expect(again.draft(slotOf(QUESTION))).toBe('Nieuwe\nWat raakt je?')
    expect(again.outbox).toEqual([])
  })
  test('P10 taking a text back brings what it comes from along, also after a reload', async () => {
    const { session, line, opened } = await stage()
    line().snapshot()
    const id = session.submit({ ...QUESTION, sources: ['kaart-1', 'kaart-2'] })
    await settled()
    line().update([{ id, refused: 'step_moved_on' }])
    const slot = sourcesSlot('vraag')
    session.setDraft(slot, toDraft(['kaart-3']))
    session.takeBack(id)
    await settled()
    expect((await opened()).draft(slot)).toBe('kaart-3 kaart-1 kaart-2')
  })
})

describe('P38 nothing stays on the phone', () => {
  test.each([4410, 4411, 4404])('P38 after close code %i', async (code) => {
    const { session, line, kept } = await stage()
    line().snapshot()
    session.setDraft('write_card/vraag', 'geheim')
    session.submit(QUESTION)
    await vi.advanceTimersByTimeAsync(500)
    expect(await kept()).toHaveLength(3)
    line().onclose?.({ code })
    await vi.advanceTimersByTimeAsync(500)
    session.setDraft('write_card/vraag', 'nog meer')
    await vi.advanceTimersByTimeAsync(500)
    expect(await kept()).toEqual([])
    expect(session.outbox).toHaveLength(1) // still on screen, to copy
  })

  test('P38 after leaving', async () => {
    const { session, line, kept } = await stage()
    line().snapshot()
    session.setDraft('notes', 'voor mezelf')
    await vi.advanceTimersByTimeAsync(500)
    const done = session.ask({ type: 'leave' })
    line().update([{ id: line().asked[0]?.id ?? '', refused: null }])
    expect(await done).toBeNull()
    await settled()
    expect(await kept()).toEqual([])
    expect([session.link, session.left]).toEqual(['bye', true])
  })

  test('P38 after the end the seat stays, for the verslag, and no text does', async () => {
    const { session, line, kept } = await stage()
    line().snapshot()
    session.setDraft('write_card/vraag', 'geheim')
    await vi.advanceTimersByTimeAsync(500)
    line().update(
      [],
      [
        {
          type: 'board',
          id: 'b1',
          title: '',
          opened_ms: 0,
          language: 'nl',
          phase: 'ended',
          plan: null,
          inbrenger: null,
          round: null,
        },
      ],
    )
    await vi.advanceTimersByTimeAsync(500)
    expect(await kept()).toEqual(['seat/b1/phone'])
  })
})

describe('P10 two tabs of one seat', () => {
  async function twoTabs() {
    const wakes: (() => void)[] = []
    vi.stubGlobal('addEventListener', (event: string, wake: () => void) => {
      if (event === 'focus') wakes.push(wake)
    })
    const staged = await stage()
    const second = await staged.opened()
    const toSecond = async () => {
      wakes.at(-1)?.()
      await settled()
    }
    return { ...staged, second, toSecond }
  }

  test('P10 who goes to the other tab finds there what was written in the first', async () => {
    const { keep, session, second, toSecond } = await twoTabs()
    session.setDraft('notes', 'tien regels')
    await vi.advanceTimersByTimeAsync(300)
    await toSecond()
    expect(second.draft('notes')).toBe('tien regels')
    second.setDraft('notes', 'tien regels en een')
    await toSecond() // not yet kept: own words go first
    expect(second.draft('notes')).toBe('tien regels en een')
    await vi.advanceTimersByTimeAsync(300)
    expect(await keep.get(`draft/${placeOf(SEAT)}/notes`)).toBe('tien regels en een')
  })

  test('P10 what the first tab sent stands no longer in the second', async () => {
    const { session, second, lines, toSecond } = await twoTabs()
    session.setDraft(slotOf(QUESTION), 'Wat raakt je?')
    const id = session.submit(QUESTION)
    await vi.advanceTimersByTimeAsync(300)
    await toSecond()
    expect(second.outbox).toHaveLength(1)
    session.setDraft(slotOf(QUESTION), '')
    lines[0]?.snapshot([], [{ id, refused: null }])
    await vi.advanceTimersByTimeAsync(300)
    await toSecond()
    expect([second.draft(slotOf(QUESTION)), second.outbox]).toEqual(['', []])
  })
})

describe('two in one browser', () => {
  const NEW: Seat = { ...SEAT, token: 'new-token-new-token' }
  const notesOf = (seat: Seat) => `draft/${placeOf(seat)}/notes`

  test('P38 an old tab whose seat was removed leaves the newer seat and its texts alone', async () => {
    const { keep, line, kept } = await stage()
    line().snapshot()
    await takeSeat(keep, NEW)
    await keep.set(notesOf(NEW), 'mijn notities')
    line().onclose?.({ code: 4410 })
    await settled()
    expect(await seatAt(keep, 'b1', 'phone')).toMatchObject({ token: NEW.token })
    expect(await kept()).toContain(notesOf(NEW))
  })

  test('P38 removing the wall leaves the texts of the phone in the same browser', async () => {
    const { keep, session, kept } = await stage()
    session.setDraft('notes', 'mijn notities')
    await vi.advanceTimersByTimeAsync(300)
    const line = new Line()
    const wall = new Session({ ...SEAT, device: 'screen', token: 'wall' }, keep, () => line)
    await wall.open()
    line.snapshot()
    line.onclose?.({ code: 4410 })
    await settled()
    expect(wall.bye).not.toBeNull()
    expect(await kept()).toContain(notesOf(SEAT))
  })

  test('who takes the seat of another finds none of their texts', async () => {
    const { keep, session, kept } = await stage()
    session.setDraft('notes', 'mijn notities')
    await vi.advanceTimersByTimeAsync(300)
    await takeSeat(keep, NEW)
    expect(await kept()).toEqual(['seat/b1/phone'])
  })
})
