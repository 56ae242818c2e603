/** One card on the wall: sets its element, and remembers what that shows, to set only what differs. */
import type { Placed, Setting } from './layout'

export class Spot {
  #letters = 0
  #em = 0
  #lines: number | null | undefined
  #x: number | null = null
  #y = 0
  #scale = 1
  #hidden = false
  #hung = false

  constructor(private readonly element: HTMLElement) {}

  /** Lays the card out, out of sight or not, as if it were written in letters of this size. */
  lay({ font, width, lines }: Setting, letters: number): void {
    this.#hide(false) // `put` takes it away again
    if (this.#letters !== letters) this.element.style.fontSize = `${(this.#letters = letters)}px`
    const em = width / font
    if (this.#em !== em) this.element.style.width = `${(this.#em = em)}em`
    if (this.#lines === lines) return
    this.#lines = lines
    this.element.classList.toggle('shortened', lines !== null)
    this.element.style.setProperty('--lines', lines === null ? 'none' : String(lines))
  }

  /** Its height in em. */
  get height(): number {
    // One pixel for heights that the browser rounds down.
    return (this.element.offsetHeight + 1) / this.#letters
  }

  /** Shows the card in its place; without one, takes it out of sight. */
  put(placed: Placed | undefined, letters: number): void {
    if (placed === undefined) {
      this.#hide(true)
      return
    }
    this.lay(placed.setting, letters)
    const { x, y } = placed.box
    const scale = placed.setting.font / letters
    if (this.#x === x && this.#y === y && this.#scale === scale) return
    ;[this.#x, this.#y, this.#scale] = [x, y, scale]
    this.element.style.translate = `${x}px ${y}px`
    this.element.style.scale = String(scale)
  }

  /** Whether it is in sight for the first time. */
  get fresh(): boolean {
    return !this.#hung && !this.#hidden
  }

  /** Makes its place hold, before gliding begins: asking where it is does that. */
  hold(): string {
    return getComputedStyle(this.element).translate
  }

  /** Lets it glide to its next place from now on. */
  hang(): void {
    this.#hung = true
    this.element.classList.add('hung')
  }

  /** What is out of sight has no layout at all: the browser then works for the cards of one page only. */
  #hide(hidden: boolean): void {
    if (this.#hidden === hidden) return
    this.#hidden = hidden
    this.element.classList.toggle('elsewhere', hidden)
    // Its animation would begin anew whenever it comes back.
    if (hidden) this.element.classList.add('risen')
  }
}

/** The spots of one sheet, by card. */
export class Spots {
  readonly #spots = new Map<string, Spot>()

  readonly find = (card: string): Spot | null => this.#spots.get(card) ?? null

  /** An action: keeps the spot of this element for as long as it is in the document. */
  readonly keep = (element: HTMLElement, card: string): { destroy: () => void } => {
    const spot = new Spot(element)
    this.#spots.set(card, spot)
    return {
      destroy: () => {
        if (this.#spots.get(card) === spot) this.#spots.delete(card)
      },
    }
  }
}
