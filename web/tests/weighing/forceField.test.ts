import { describe, expect, it } from 'vitest'
import { drawField, MOST_FORCES, wrap, type Force } from '../../src/weighing/forceField'

const WALL = { width: 980, height: 430 }
const force = (id: string, share: number | null, text = `kracht ${id}`): Force => ({
  id,
  text,
  weight: share === null ? null : { mean: 1 + share * 4, most: 5, share },
})
const many = (count: number, share: (at: number) => number | null) =>
  Array.from({ length: count }, (_, at) => force(String(at), share(at)))
const corners = (points: string) =>
  points.split(' ').map((corner) => corner.split(',').map(Number) as [number, number])

describe('the force field', () => {
  it('points both sides at the middle, and crosses it nowhere', () => {
    const { arrows, middle } = drawField(
      many(12, (at) => at / 11),
      many(7, () => 1),
      WALL,
    )
    expect(arrows).toHaveLength(19)
    for (const { side, points } of arrows) {
      const [tip, ...others] = corners(points)
      const away = (x: number) => (side === 'left' ? middle - x : x - middle)
      for (const [x] of others) expect(away(x)).toBeGreaterThan(away(tip?.[0] ?? NaN))
      expect(away(tip?.[0] ?? NaN)).toBeGreaterThan(0)
    }
  })

  it('draws what weighs more longer and wider, and on top', () => {
    const { arrows } = drawField([force('licht', 0), force('zwaar', 1)], [], WALL)
    const [first, second] = arrows
    expect(arrows.map((one) => one.force.id)).toEqual(['zwaar', 'licht'])
    expect(first?.length).toBeGreaterThan((second?.length ?? 0) * 2)
    expect(first?.width).toBeGreaterThan((second?.width ?? 0) * 2)
    expect(first?.y).toBeLessThan(second?.y ?? 0)
  })

  it('draws all alike as long as nobody weighed them, in the order of the flap', () => {
    const { arrows } = drawField(
      many(4, () => null),
      many(3, () => null),
      WALL,
    )
    expect(new Set(arrows.map((one) => one.length)).size).toBe(1)
    expect(new Set(arrows.map((one) => one.width)).size).toBe(1)
    expect(arrows.map((one) => one.force.id)).toEqual(['0', '1', '2', '3', '0', '1', '2'])
  })

  it.each([1, 2, 5, 9, 12])('keeps %i forces a side within the drawing, none over another', (n) => {
    const long = 'Een lange zin over wat er tegenhoudt en waarom dat al jaren zo gaat. '.repeat(9)
    const { arrows, font } = drawField(
      Array.from({ length: n }, (_, at) => force(String(at), at / n, long)),
      many(n, () => 1),
      WALL,
    )
    const bottomOf: Record<string, number> = { left: 0, right: 0 }
    for (const { side, y, lines, points } of arrows) {
      const ys = corners(points).map(([, at]) => at)
      const baseOfLast = y + (lines.length - 1) * font * 1.15
      expect(y - font).toBeGreaterThanOrEqual((bottomOf[side] ?? 0) - font * 0.3)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(baseOfLast)
      bottomOf[side] = Math.max(...ys)
      expect(bottomOf[side]).toBeLessThanOrEqual(WALL.height)
      for (const [x] of corners(points)) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(WALL.width)
      }
    }
  })

  it('is legible on a wall of 720 px with twelve forces a side', () => {
    const { font } = drawField(
      many(12, () => 1),
      many(12, () => 1),
      WALL,
    )
    expect(font).toBeGreaterThanOrEqual(15)
  })

  it('shows the heaviest where there are more than have a place, and counts the others', () => {
    const { arrows, left, right } = drawField(
      many(15, (at) => at / 14),
      many(2, () => 0.5),
      WALL,
    )
    expect(arrows.filter((one) => one.side === 'left')).toHaveLength(MOST_FORCES)
    expect(arrows[0]?.force.id).toBe('14')
    expect([left, right]).toEqual([3, 0])
  })
})

describe('a text beside an arrow', () => {
  it('breaks between words and ends in dots where it is cut', () => {
    expect(wrap('tijd genoeg', 20, 2)).toEqual(['tijd genoeg'])
    expect(wrap('steun van de hele directie', 10, 2)).toEqual(['steun van', 'de hele…'])
    expect(wrap('onuitsprekelijkheid', 8, 1)).toEqual(['onuitsp…'])
  })
  it('cuts no letter in two', () => {
    expect(wrap('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, 1)[0]).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦…')
  })
})
