/** Sets cards on the wall: measures the real ones and puts each in its place, before anything is painted. */
import { arrange, type Column, type Limits, type Page, type Placed, type Setting } from './layout'

/** Looks up the element of a card; null when it is not (yet) there. */
export type Find = (card: string) => HTMLElement | null

/** Measures, and returns the pages. What was set while measuring is overwritten by `show`. */
export function fit(columns: readonly Column[], limits: Limits, find: Find): Page[] {
  const measure = (cards: readonly string[], setting: Setting): number[] => {
    const elements = cards.map(find)
    for (const element of elements) if (element !== null) set(element, setting)
    // One pixel for heights that the browser rounds down.
    return elements.map((element) => (element === null ? 0 : element.offsetHeight + 1))
  }
  return arrange(columns, measure, limits)
}

/** Puts the cards of one page in their places, and takes the others out of sight. */
export function show(all: readonly string[], page: Page, find: Find): void {
  for (const card of all) {
    const element = find(card)
    if (element === null) continue
    const placed = page.cards.get(card)
    element.classList.toggle('elsewhere', placed === undefined)
    if (placed !== undefined) put(element, placed)
  }
  letGlide(all, find)
}

/** What hangs there glides to its next place; what is new is put there, and does not come from a corner. */
function letGlide(all: readonly string[], find: Find): void {
  const fresh = all.map(find).filter((element) => element?.classList.contains('hung') === false)
  // Asking where it is makes the place hold, before gliding begins.
  for (const element of fresh) element?.getBoundingClientRect()
  for (const element of fresh) element?.classList.add('hung')
}

function put(element: HTMLElement, { box, setting }: Placed): void {
  set(element, setting)
  element.style.translate = `${box.x}px ${box.y}px`
}

function set(element: HTMLElement, { font, width, lines }: Setting): void {
  element.style.fontSize = `${font}px`
  element.style.width = `${width}px`
  element.classList.toggle('shortened', lines !== null)
  element.style.setProperty('--lines', lines === null ? 'none' : String(lines))
}
