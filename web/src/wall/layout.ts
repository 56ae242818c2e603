/**
 * Lays cards out on one page of a sheet, in the largest letters at which all of them fit.
 *
 * Knows no framework and no DOM: heights come from `Measure`. Nothing ever overlaps, is cut or
 * scrolls. Where letters would become too small to read, very long texts are shortened first, and
 * then the sheet gets more pages (pages.ts).
 */
import { inRows, inStacks, tallestFirst, type Grid, type Spot } from './packing'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Box extends Size {
  readonly x: number
  readonly y: number
}

/**
 * How a card is set: letter size and width in px; `lines` shortens longer texts, null keeps them
 * whole. Of the same width in letters it is the same picture, larger or smaller.
 */
export interface Setting {
  readonly font: number
  readonly width: number
  readonly lines: number | null
}

/** Returns the height in px of each of these cards, in the same order. */
export type Measure = (cards: readonly string[], setting: Setting) => readonly number[]

/** Letter sizes in px. Below `legible` very long texts are shortened; below `floor` a new page begins. */
export interface Limits {
  readonly largest: number
  readonly legible: number
  readonly floor: number
}

export interface Placed {
  readonly box: Box
  readonly setting: Setting
  /** In which stack of its column, from 0. */
  readonly across: number
}

export interface Page {
  readonly font: number
  /** The largest letters in which these cards fitted when they were last looked for. */
  readonly largest: number
  readonly cards: ReadonlyMap<string, Placed>
  /** Per column how its cards are set; empty where each is set in a way of its own. */
  readonly ways: readonly Way[]
}

/** How the cards of one column are set on a page. */
export interface Way {
  readonly setting: Setting
  readonly abreast: number
}

export interface Stacked {
  readonly way: Way
  readonly cards: ReadonlyMap<string, Placed>
}

/** One column of the flap. */
export interface Column {
  readonly cards: readonly string[]
  readonly area: Box
}

/** A text of up to this many characters is never shortened. */
export const ALWAYS_WHOLE = 400

const NARROWEST_EM = 7.5
const WIDEST_EM = 40
const PLEASANT_EM = 13
const GAP_EM = 0.55
const PADDING_EM = 1.5
const LETTER_EM = 0.5
const PRECISION_PX = 0.5
/** Widths go by such steps, so that what was measured once serves for many letter sizes. */
const WIDTH_STEP_EM = 0.5

/** Returns the limits for a sheet of this height. On 720 px: legible from 15 px, never below 11 px. */
export function limitsFor(screenHeight: number): Limits {
  return { largest: screenHeight / 13, legible: screenHeight / 48, floor: screenHeight / 65 }
}

/** Places one page, or returns null when even the smallest letters do not fit. */
export function fill(columns: readonly Column[], measure: Measure, limits: Limits): Page | null {
  const whole = commonFont(columns, measure, limits.legible, limits.largest, false)
  if (whole !== null) return place(columns, measure, whole, false)
  const shortened = commonFont(columns, measure, limits.floor, limits.legible, true)
  return shortened === null ? null : place(columns, measure, shortened, true)
}

/** The last resort, for one card that does not even fit on a page of its own: as many lines as do. */
export function squeeze(columns: readonly Column[], measure: Measure, limits: Limits): Page {
  const cards = new Map<string, Placed>()
  for (const { area, cards: ids } of columns) {
    for (const id of ids) {
      const width = Math.min(area.width, 60 * limits.floor)
      let lines = Math.max(1, Math.floor(area.height / limits.floor))
      const height = (): number => measure([id], { font: limits.floor, width, lines })[0] ?? 0
      while (lines > 1 && height() > area.height) lines -= 1
      const box = { x: area.x, y: area.y, width, height: height() }
      cards.set(id, { box, setting: { font: limits.floor, width, lines }, across: 0 })
    }
  }
  return { font: limits.floor, largest: limits.floor, cards, ways: [] }
}

/** All columns are written in the same letters: the size that the fullest can bear. */
function commonFont(
  columns: readonly Column[],
  measure: Measure,
  low: number,
  high: number,
  shorten: boolean,
): number | null {
  let font = high
  for (const column of columns) {
    const best = largestFont(column, measure, low, font, shorten)
    if (best === null) return null
    font = best
  }
  return font
}

function largestFont(
  column: Column,
  measure: Measure,
  low: number,
  high: number,
  shorten: boolean,
): number | null {
  let best: number | null = null
  for (let abreast = 1; abreast <= mostAbreast(column, low); abreast += 1) {
    const fits = (font: number): boolean => stack(column, measure, font, abreast, shorten) !== null
    if (best === null ? !fits(low) : !fits(best + PRECISION_PX)) continue
    best = climb(fits, best ?? low, high)
    if (best === high) break
  }
  return best
}

/** Binary search for the largest size that fits; `low` is known to. */
function climb(fits: (font: number) => boolean, low: number, high: number): number {
  if (fits(high)) return high
  let [good, bad] = [low, high]
  while (bad - good > PRECISION_PX) {
    const middle = (good + bad) / 2
    if (fits(middle)) good = middle
    else bad = middle
  }
  return good
}

function mostAbreast(column: Column, font: number): number {
  const fit = Math.floor((column.area.width + GAP_EM * font) / ((NARROWEST_EM + GAP_EM) * font))
  return Math.max(1, Math.min(fit, column.cards.length))
}

function place(columns: readonly Column[], measure: Measure, font: number, shorten: boolean): Page {
  const cards = new Map<string, Placed>()
  const ways: Way[] = []
  for (const column of columns) {
    const stacks: Stacked[] = []
    for (let abreast = 1; abreast <= mostAbreast(column, font); abreast += 1) {
      const found = stack(column, measure, font, abreast, shorten)
      if (found !== null) stacks.push(found)
    }
    const best = mostPleasant(stacks, font)
    if (best === null) continue
    ways.push(best.way)
    for (const [id, placed] of best.cards) cards.set(id, placed)
  }
  return { font, largest: font, cards, ways }
}

/** Of the ways that fit, the one whose cards are nearest to the width of a note. */
function mostPleasant(stacks: readonly Stacked[], font: number): Stacked | null {
  const off = ({ way }: Stacked): number => Math.abs(way.setting.width / font - PLEASANT_EM)
  return stacks.reduce<Stacked | null>(
    (best, one) => (best === null || off(one) < off(best) ? one : best),
    null,
  )
}

/** Stacks cards so many abreast; null when that is too high however they are packed. */
export function stack(
  column: Column,
  measure: Measure,
  font: number,
  abreast: number,
  shorten: boolean,
): Stacked | null {
  const setting = settingFor(column, font, abreast, shorten)
  return setting && stackBy(column, measure, { setting, abreast }, pack)
}

/** Returns how cards are set so many abreast; null where they would be too narrow. */
export function settingFor(
  column: Column,
  font: number,
  abreast: number,
  shorten: boolean,
): Setting | null {
  const room = roomFor(column, font, abreast) / font
  if (room < NARROWEST_EM && abreast > 1) return null
  const wide = Math.floor(Math.min(room, WIDEST_EM) / WIDTH_STEP_EM) * WIDTH_STEP_EM
  const width = Math.max(wide, WIDTH_STEP_EM) * font
  return { font, width, lines: shorten ? linesFor(font, width) : null }
}

/** Stacks cards as `pack` says; null where that finds no room. */
export function stackBy(
  column: Column,
  measure: Measure,
  way: Way,
  pack: (heights: readonly number[], grid: Grid, way: Way) => Spot[] | null,
): Stacked | null {
  const { area, cards } = column
  const { abreast, setting } = way
  const gap = GAP_EM * setting.font
  const heights = measure(cards, setting).map((height) => Math.ceil(height))
  const spots = pack(heights, { abreast, gap, height: area.height }, way)
  if (spots === null) return null
  const apart = roomFor(column, setting.font, abreast) + gap
  const placed = cards.map((id, at): [string, Placed] => {
    const { across, top } = spots[at] ?? { across: 0, top: 0 }
    const box = { x: area.x + across * apart, y: area.y + top }
    const size = { width: setting.width, height: heights[at] ?? 0 }
    return [id, { box: { ...box, ...size }, setting, across }]
  })
  return { way, cards: new Map(placed) }
}

function roomFor({ area }: Column, font: number, abreast: number): number {
  return (area.width - GAP_EM * font * (abreast - 1)) / abreast
}

function pack(heights: readonly number[], grid: Grid, { setting }: Way): Spot[] | null {
  return (
    inRows(heights, grid) ??
    inStacks(heights, grid) ??
    (setting.lines !== null ? tallestFirst(heights, grid) : null)
  )
}

function linesFor(font: number, width: number): number {
  return Math.ceil((ALWAYS_WHOLE * LETTER_EM * font) / Math.max(1, width - PADDING_EM * font))
}

/** Divides a sheet into columns side by side, all equally wide. */
export function columnsOf(
  zones: readonly (readonly string[])[],
  sheet: Box,
  gap: number,
): Column[] {
  const width = (sheet.width - gap * (zones.length - 1)) / zones.length
  return zones.map((cards, at) => ({
    cards,
    area: { x: sheet.x + at * (width + gap), y: sheet.y, width, height: sheet.height },
  }))
}
