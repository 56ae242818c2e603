import { describe, expect, it } from 'vitest'
import { afterRefusal, clockUp, moveOf, placeAt, standingOf } from '../../src/clip/course'

const standing = { at_ms: 0, since_ms: null }
const playing = { at_ms: 2_000, since_ms: 10_000 }

describe('where a clip is', () => {
  it('stands where it was held', () => {
    expect(placeAt({ at_ms: 1_500, since_ms: null }, 99_000)).toBe(1.5)
  })
  it('runs from where it began, and not before it does', () => {
    expect(placeAt(playing, 9_500)).toBe(2)
    expect(placeAt(playing, 13_000)).toBe(5)
  })
  it('is ready, plays, is held, or is over', () => {
    expect(standingOf(standing, 1, 10)).toBe('ready')
    expect(standingOf({ at_ms: 1, since_ms: null }, 1, 10)).toBe('paused')
    expect(standingOf(playing, 13_000, 10)).toBe('playing')
    expect(standingOf(playing, 13_000, null)).toBe('playing')
    expect(standingOf(playing, 18_000, 10)).toBe('over')
    expect(standingOf({ at_ms: 12_000, since_ms: null }, 1, 10)).toBe('over')
  })
  it('is counted up in whole seconds', () => {
    expect([0.9, 9.99, 61, 600].map(clockUp)).toEqual(['0:00', '0:09', '1:01', '10:00'])
  })
})

describe('how a screen gets there', () => {
  it('waits where it will begin until it does', () => {
    expect(moveOf(playing, 9_990, 0, null)).toEqual({ do: 'stand', at: 2 })
    expect(moveOf(standing, 9_990, 7, 10)).toEqual({ do: 'stand', at: 0 })
  })
  it('jumps when it is far off, as one does who comes in late', () => {
    expect(moveOf(playing, 13_000, 0, 10)).toEqual({ do: 'jump', to: 5 })
    expect(moveOf(playing, 13_000, 5.31, 10)).toEqual({ do: 'jump', to: 5 })
  })
  it('runs a little faster or slower when it is nearly there', () => {
    expect(moveOf(playing, 13_000, 4.8, 10)).toEqual({ do: 'run', rate: 1.06 })
    expect(moveOf(playing, 13_000, 5.2, 10)).toEqual({ do: 'run', rate: 0.94 })
    expect(moveOf(playing, 13_000, 5.05, 10)).toEqual({ do: 'run', rate: 1 })
  })
  it('stands at its end, also when it was held beyond that', () => {
    expect(moveOf(playing, 19_000, 9.9, 10)).toEqual({ do: 'stand', at: 10 })
    expect(moveOf({ at_ms: 12_000, since_ms: null }, 1, 3, 10)).toEqual({ do: 'stand', at: 10 })
  })
})

describe('when a browser does not play', () => {
  const refused = new DOMException('', 'NotAllowedError')
  it('goes on in silence, and asks for a tap where even that is not let', () => {
    expect(afterRefusal(refused, false)).toBe('mute')
    expect(afterRefusal(refused, true)).toBe('ask')
  })
  it('tries again by itself after a pause or a jump', () => {
    expect(afterRefusal(new DOMException('', 'AbortError'), true)).toBe('wait')
    expect(afterRefusal(new Error(), false)).toBe('wait')
  })
})
