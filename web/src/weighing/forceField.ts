/**
 * The geometry of a force field: arrows from both sides towards a line in the middle.
 *
 * Knows no framework and no DOM. A force is a text above its arrow, both ending near the middle;
 * its length and width say how heavy it is. The heaviest stands on top. Lengths are in the units of
 * the drawing that is asked for.
 */
import type { Weight } from './weighing'

export interface Force {
  readonly id: string
  readonly text: string
  /** Null: nobody weighed it. */
  readonly weight: Weight | null
}

export interface Arrow {
  readonly force: Force
  readonly side: 'left' | 'right'
  /** The corners of the arrow, for a polygon. */
  readonly points: string
  readonly length: number
  readonly width: number
  /** What fits of the text, line by line. */
  readonly lines: readonly string[]
  /** Where the text begins or ends, near the middle, and the base of its first line. */
  readonly x: number
  readonly y: number
  /** Where the number stands, in the arrow's own middle line. */
  readonly label: { readonly x: number; readonly y: number }
  /** Where a sign stands: in its head. */
  readonly sign: { readonly x: number; readonly y: number }
}

export interface Drawing {
  readonly font: number
  readonly middle: number
  readonly arrows: readonly Arrow[]
  /** How many forces of each side had no place. */
  readonly left: number
  readonly right: number
}

export interface Room {
  readonly width: number
  readonly height: number
}

export const MOST_FORCES = 12
/** A force that nobody weighed is drawn as if it weighed half. */
const UNWEIGHED = 0.5
const SHORTEST = 0.3
const THINNEST = 0.4
const LETTER_EM = 0.47
const LINE_EM = 1.15

/** Draws both sides into a room; the rows of both are equally high. */
export function drawField(left: readonly Force[], right: readonly Force[], room: Room): Drawing {
  const [here, there] = [heaviest(left), heaviest(right)]
  const rows = Math.max(here.length, there.length, 1)
  const height = room.height / rows
  const font = Math.min(height * 0.42, room.height / 12, room.width / 34)
  const middle = room.width / 2
  const row = { font, middle, height, reach: middle - font }
  return {
    font,
    middle,
    arrows: [
      ...here.map((force, at) => arrow(force, 'left', at, row)),
      ...there.map((force, at) => arrow(force, 'right', at, row)),
    ],
    left: left.length - here.length,
    right: right.length - there.length,
  }
}

interface Row {
  readonly font: number
  readonly middle: number
  readonly height: number
  /** How far an arrow may reach from near the middle. */
  readonly reach: number
}

function heaviest(forces: readonly Force[]): Force[] {
  return [...forces].sort((a, b) => share(b) - share(a)).slice(0, MOST_FORCES)
}

function share(force: Force): number {
  return force.weight?.share ?? UNWEIGHED
}

function arrow(force: Force, side: 'left' | 'right', at: number, row: Row): Arrow {
  const { font, middle, height, reach } = row
  const away = side === 'left' ? -1 : 1
  const near = middle + away * font * 0.4
  const room = Math.max(1, Math.floor((height * 0.62) / (font * LINE_EM)))
  const lines = wrap(force.text, Math.floor(reach / (font * LETTER_EM)), Math.min(room, 2))
  const below = lines.length * font * LINE_EM
  const most = Math.min(height - below - font * 0.15, font * 2.4)
  const width = most * (THINNEST + (1 - THINNEST) * share(force))
  const length = reach * (SHORTEST + (1 - SHORTEST) * share(force))
  const axis = at * height + below + most / 2
  return {
    force,
    side,
    points: corners(near, axis, away, length, width),
    length,
    width,
    lines,
    x: near,
    y: at * height + font * 0.9,
    label: { x: near + away * (length - font * 0.5), y: axis },
    sign: { x: near + away * Math.min(width, length * 0.4) * 0.65, y: axis },
  }
}

/** A shaft with a head whose tip is near the middle. */
function corners(tip: number, axis: number, away: number, length: number, width: number): string {
  const neck = tip + away * Math.min(width, length * 0.4)
  const tail = tip + away * length
  const [head, shaft] = [width / 2, width * 0.32]
  const points: readonly (readonly [number, number])[] = [
    [tip, axis],
    [neck, axis - head],
    [neck, axis - shaft],
    [tail, axis - shaft],
    [tail, axis + shaft],
    [neck, axis + shaft],
    [neck, axis + head],
  ]
  return points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}

/** Breaks a text between words into lines of so many letters; what does not fit ends in '…'. */
export function wrap(text: string, letters: number, most: number): string[] {
  const words = text.trim().split(/\s+/u)
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > letters) {
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(line)
  const shown = lines.slice(0, most)
  const cut = lines.length > most
  return shown.map((one, at) =>
    one.length > letters || (cut && at === most - 1) ? shortened(one, letters) : one,
  )
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function shortened(line: string, letters: number): string {
  const all = [...LETTERS.segment(line)].map((one) => one.segment)
  return `${all
    .slice(0, Math.max(1, Math.min(all.length, letters - 1)))
    .join('')
    .trimEnd()}…`
}
