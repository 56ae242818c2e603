/**
 * A field that opens with the words of a card. They become a draft only once they differ: a copy
 * that nobody changed is no text that could be lost.
 */
export interface Wording {
  /** What is on the card. */
  readonly words: string
  draft: string
}

export class Rewording {
  /** What stands in the field where no draft does; null while it is closed. */
  #typed: string | null = $state(null)

  constructor(private readonly of: Wording) {}

  get text(): string {
    return this.of.draft === '' ? (this.#typed ?? '') : this.of.draft
  }
  set text(text: string) {
    this.#typed = text
    this.of.draft = text === this.of.words ? '' : text
  }
  get opened(): boolean {
    return this.#typed !== null || this.of.draft !== ''
  }
  /** Whether there is something to send. */
  get differs(): boolean {
    return this.text.trim() !== this.of.words
  }

  open(): void {
    this.#typed = this.of.words
  }
  close(): void {
    this.#typed = null
    this.of.draft = ''
  }
}
