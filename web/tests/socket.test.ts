import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Farewell, Outgoing, Snapshot } from '../src/protocol'
import { BEAT_MS, BoardSocket, socketAddress, type Link, type Wire } from '../src/socket'

class FakeWire implements Wire {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  sent: { type: string }[] = []
  closed = false

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string })
  }
  close(): void {
    this.closed = true
  }
  says(frame: Outgoing): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  types = () => this.sent.map((message) => message.type)
}

const SNAPSHOT: Snapshot = { type: 'snapshot', n: 1, now_ms: 1, me: 'ann', views: [], answers: [] }

function stage() {
  const wires: FakeWire[] = []
  const links: (Link | Farewell)[] = []
  const socket = new BoardSocket({
    board: 'b1',
    token: 'token-token-token',
    connect: () => {
      const wire = new FakeWire()
      wires.push(wire)
      return wire
    },
    onFrame: () => undefined,
    onLink: (link, bye) => links.push(bye ?? link),
    random: () => 0.5,
  })
  const last = () => wires.at(-1) as FakeWire
  const online = () => {
    last().onopen?.()
    last().says(SNAPSHOT)
  }
  socket.open()
  return { socket, wires, links, last, online }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the token goes in the first message, never in the address', () => {
  const { last } = stage()
  last().onopen?.()
  expect(last().sent).toEqual([
    { type: 'hello', protocol: 1, board: 'b1', token: 'token-token-token' },
  ])
  expect(socketAddress({ protocol: 'https:', host: 'x' }, 'b-1')).toBe('wss://x/ws?board=b-1')
})

test('P5 a hole is answered with resync, and again with the beat when that is lost too', () => {
  const { last, online } = stage()
  online()
  last().says({ type: 'update', n: 3, now_ms: 2, set: [], gone: [], answers: [] })
  expect(
    last()
      .types()
      .filter((type) => type === 'resync'),
  ).toHaveLength(1)
  vi.advanceTimersByTime(BEAT_MS)
  expect(
    last()
      .types()
      .filter((type) => type === 'resync'),
  ).toHaveLength(2)
})

test('P18 a beat every twenty seconds', () => {
  const { last, online } = stage()
  online()
  for (let times = 0; times < 3; times++) {
    vi.advanceTimersByTime(BEAT_MS)
    last().says({ type: 'pulse', now_ms: 3 })
  }
  expect(
    last()
      .types()
      .filter((type) => type === 'beat'),
  ).toHaveLength(4)
})

test('P14 a line without a word for two beats is given up and made anew', () => {
  const { wires, online } = stage()
  online()
  vi.advanceTimersByTime(2 * BEAT_MS + 5_000)
  expect(wires[0]?.closed).toBe(true)
  vi.advanceTimersByTime(1_000)
  expect(wires).toHaveLength(2)
})

test('P15 a page that wakes on a dead line is back within three seconds', () => {
  const { socket, wires, online } = stage()
  online()
  socket.wake()
  vi.advanceTimersByTime(3_000)
  expect(wires).toHaveLength(2)
})

test('P15 a page that wakes on a living line keeps it', () => {
  const { socket, wires, last, online } = stage()
  online()
  socket.wake()
  last().says({ type: 'pulse', now_ms: 2 })
  vi.advanceTimersByTime(10_000)
  expect(wires).toHaveLength(1)
})

test('P15 waking while waiting to try again tries at once', () => {
  const { socket, wires, last, online } = stage()
  online()
  for (let times = 0; times < 6; times++) {
    last().onclose?.({ code: 1006 })
    vi.advanceTimersByTime(15_000)
  }
  last().onclose?.({ code: 1006 })
  const before = wires.length
  socket.wake()
  expect(wires).toHaveLength(before + 1)
})

test('being away short is said as connecting, longer as offline, and back as online', () => {
  const { links, last, online } = stage()
  online()
  last().onclose?.({ code: 1006 })
  vi.advanceTimersByTime(4_000)
  online()
  expect(links).toEqual(['online', 'connecting', 'offline', 'online'])
})

describe('bye', () => {
  test.each([
    [4410, 'removed'],
    [4404, 'unknown_seat'],
    [4411, 'gone'],
    [4426, 'protocol'],
  ])('after close code %i (%s) it does not come back', (code, reason) => {
    const { wires, links, last, online } = stage()
    online()
    last().onclose?.({ code })
    vi.advanceTimersByTime(120_000)
    expect(links.at(-1)).toBe(reason)
    expect(wires).toHaveLength(1)
  })

  test('P17 after a restart it comes back, spread over three seconds', () => {
    const { wires, last, online } = stage()
    online()
    last().says({ type: 'bye', reason: 'restart' })
    last().onclose?.({ code: 1005 })
    vi.advanceTimersByTime(1_400)
    expect(wires).toHaveLength(1)
    vi.advanceTimersByTime(200)
    expect(wires).toHaveLength(2)
  })

  test('P28 after too much it waits before it comes back', () => {
    const { wires, last, online } = stage()
    online()
    last().onclose?.({ code: 4429 })
    vi.advanceTimersByTime(5_000)
    expect(wires).toHaveLength(1)
    vi.advanceTimersByTime(3_000)
    expect(wires).toHaveLength(2)
  })
})

test('what an old wire still says is not heard', () => {
  const { socket, wires, online } = stage()
  online()
  const heard = wires[0]?.onmessage
  socket.open()
  expect(wires[0]?.onmessage).toBeNull()
  expect(heard).not.toBeNull()
})

test('once closed it stays closed, also when it was not yet open', () => {
  const { socket, wires } = stage()
  socket.close()
  socket.open()
  expect(wires).toHaveLength(1)
})
