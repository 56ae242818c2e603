import { describe, expect, test, vi } from 'vitest'
import { ServerClock } from '../src/clock'
import { clockFace } from '../src/timer'

/** A phone whose tick can stall in sleep, and a server that keeps true time. */
class World {
  tick = 5_000
  server = 1_800_000_000_000
  clock = new ServerClock(() => this.tick)

  pass(ms: number): void {
    this.tick += ms
    this.server += ms
  }
  /** The phone slept: its tick stood still. */
  sleep(ms: number): void {
    this.server += ms
  }
  frame(latency: number): void {
    const sent = this.server
    this.pass(latency)
    this.clock.frame(sent)
  }
  beat(there: number, back: number): void {
    this.clock.beat()
    this.pass(there)
    const answered = this.server
    this.pass(back)
    this.clock.pulse(answered)
  }
  get error(): number {
    return Math.abs(this.clock.now() - this.server)
  }
}

describe('P19 time is the server’s', () => {
  test('P19 the phone’s own clock does not count', () => {
    const world = new World()
    world.frame(40)
    vi.useFakeTimers({ now: world.server - 86_400_000 })
    expect(world.error).toBeLessThanOrEqual(40)
    vi.useRealTimers()
  })

  test('P19 slow frames do not push the estimate back', () => {
    const world = new World()
    world.frame(30)
    for (let times = 0; times < 10; times++) world.frame(4_000)
    expect(world.error).toBeLessThanOrEqual(30)
  })

  test('P19 a first frame that was slow is put right by a pulse', () => {
    const world = new World()
    world.frame(3_000)
    world.beat(60, 60)
    expect(world.error).toBeLessThanOrEqual(120)
  })

  test('P19 after sleep the first word from the server is right', () => {
    const world = new World()
    world.frame(30)
    world.sleep(45 * 60_000)
    expect(world.error).toBeGreaterThan(60_000)
    world.clock.reconnected()
    world.frame(50)
    expect(world.error).toBeLessThanOrEqual(50)
  })

  test('P19 a server clock that is set back is followed within a beat', () => {
    const world = new World()
    world.frame(20)
    world.server -= 7_000
    world.beat(50, 50)
    expect(world.error).toBeLessThanOrEqual(100)
  })

  test('P19 beats of a lost connection are not taken for answered', () => {
    const world = new World()
    world.frame(20)
    world.clock.beat()
    world.pass(60_000)
    world.clock.reconnected()
    world.beat(40, 40)
    expect(world.error).toBeLessThanOrEqual(80)
  })
})

test('the clock shows 0:00 only when it is over', () => {
  expect(clockFace(1).text).toBe('0:01')
  expect(clockFace(0).text).toBe('0:00')
  expect(clockFace(-5_000).text).toBe('0:00')
  expect(clockFace(61_000).text).toBe('1:01')
  expect(clockFace(3_600_000).text).toBe('60:00')
})
