import { describe, expect, test } from 'vitest'
import { Frames } from '../src/frames'
import type { CardView, Snapshot, Update, View } from '../src/protocol'
import { keyOf } from '../src/state'
import { CARD } from './made'

/** A server that counts its frames, and knows every state that ever existed. */
class Server {
  n = 0
  views = new Map<string, View>()
  existed = new Set<string>([print(new Map())])

  change(random: () => number): Update {
    const set: View[] = []
    const gone: string[] = []
    for (let times = 0; times < 1 + random() * 3; times++) {
      const view = card(Math.floor(random() * 6), String(random()))
      if (random() < 0.3 && this.views.delete(keyOf(view))) gone.push(keyOf(view))
      else if (!gone.includes(keyOf(view))) {
        this.views.set(keyOf(view), view)
        set.push(view)
      }
    }
    // What was set and then went must not come back when the frame is applied.
    const kept = set.filter((view) => this.views.get(keyOf(view)) === view)
    const left = gone.filter((key) => !this.views.has(key))
    this.existed.add(print(this.views))
    return { type: 'update', n: ++this.n, now_ms: 0, set: kept, gone: left, answers: [] }
  }

  snapshot(): Snapshot {
    const views = [...this.views.values()]
    return { type: 'snapshot', n: ++this.n, now_ms: 0, me: 'ann', views, answers: [] }
  }
}

describe('P5 a client never goes on over a hole', () => {
  test('P5 the next frame is applied, in order', () => {
    const server = new Server()
    const frames = new Frames()
    expect(frames.take(server.snapshot())).toBe(true)
    for (let times = 0; times < 20; times++) {
      expect(frames.take(server.change(dice(times)))).toBe(true)
      expect(print(frames.state?.views)).toBe(print(server.views))
    }
  })

  test('P5 after a dropped frame nothing is applied until the snapshot', () => {
    const server = new Server()
    const frames = new Frames()
    frames.take(server.snapshot())
    const before = frames.state
    server.change(dice(1)) // lost on the way
    expect(frames.take(server.change(dice(2)))).toBe(false)
    expect(frames.take(server.change(dice(3)))).toBe(false)
    expect(frames.missing).toBe(true)
    expect(frames.state).toBe(before)
    expect(frames.take(server.snapshot())).toBe(true)
    expect(print(frames.state?.views)).toBe(print(server.views))
  })

  test('P5 a repeated frame changes nothing and asks for a snapshot', () => {
    const server = new Server()
    const frames = new Frames()
    const first = server.snapshot()
    frames.take(first)
    const update = server.change(dice(4))
    frames.take(update)
    const shown = frames.state
    expect(frames.take(update)).toBe(false)
    expect(frames.take(first)).toBe(false)
    expect(frames.state).toBe(shown)
  })

  test('P5 an update of a new connection waits for its snapshot', () => {
    const server = new Server()
    const frames = new Frames()
    frames.take(server.snapshot())
    frames.reconnected()
    // Its first frame has the number that would be next, but belongs to no snapshot of this line.
    expect(frames.take(new Server().change(dice(5)))).toBe(false)
  })

  test('P5 whatever the network does, only states that existed are shown', () => {
    for (let seed = 1; seed <= 300; seed++) badWeather(seed)
  })
})

function badWeather(seed: number): void {
  const random = dice(seed)
  const server = new Server()
  const frames = new Frames()
  let onTheWay: (Snapshot | Update)[] = [server.snapshot()]
  for (let tick = 0; tick < 60; tick++) {
    if (random() < 0.7) onTheWay.push(server.change(random))
    if (random() < 0.1) onTheWay.reverse()
    const next = onTheWay.shift()
    if (next === undefined || random() < 0.15) continue // dropped
    if (random() < 0.15) onTheWay.push(next) // doubled
    if (!frames.take(next)) onTheWay.push(server.snapshot())
    expect(server.existed).toContain(print(frames.state?.views))
  }
  onTheWay = [server.snapshot()]
  for (const frame of onTheWay) frames.take(frame)
  expect(print(frames.state?.views)).toBe(print(server.views))
}

function card(number: number, text: string): CardView {
  return { ...CARD, id: `c${number}`, rank: number, text }
}

function print(views: ReadonlyMap<string, View> | undefined): string {
  return JSON.stringify([...(views ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function dice(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
    return state / 4294967296
  }
}
