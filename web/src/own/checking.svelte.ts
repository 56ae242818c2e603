/** Whether a method of one's own is one: asked of the server whenever the writing rests. */
import { checkOwn, sharedParts, type Failure } from '../api'
import { language } from '../i18n/language.svelte'
import type { MistakeSaid, OwnMethodChecked, SharedParts } from '../protocol'

const REST_MS = 700
const NONE: SharedParts = { kinds: {}, scales: {} }

export class Checking {
  #checked: OwnMethodChecked | null = $state.raw(null)
  #failed: Failure | null = $state(null)
  #busy = $state(false)
  #shared: SharedParts = $state.raw(NONE)
  #resting: ReturnType<typeof setTimeout> | undefined
  #number = 0

  get mistakes(): readonly MistakeSaid[] {
    return this.#checked?.mistakes ?? []
  }
  /** As it was when it was last good, so that one slip does not take the picture away. */
  preview = $state.raw<OwnMethodChecked['preview']>(null)
  get failed(): Failure | null {
    return this.#failed
  }
  get busy(): boolean {
    return this.#busy
  }
  /** Checked, and nothing is wrong with it. */
  get good(): boolean {
    return !this.#busy && this.#failed === null && this.#checked?.mistakes.length === 0
  }
  get shared(): SharedParts {
    return this.#shared
  }

  async open(): Promise<void> {
    const answer = await sharedParts(language.current)
    if (answer.ok) this.#shared = answer.value
  }

  look(text: string): void {
    clearTimeout(this.#resting)
    this.#busy = text !== ''
    this.#number += 1
    if (text === '') return
    this.#resting = setTimeout(() => void this.#ask(text, this.#number), REST_MS)
  }

  /** A place is wrong when a mistake names it, or something inside it. */
  wrong(place: readonly (string | number)[]): string {
    const found = this.mistakes.find(({ at }) => place.every((part, i) => at[i] === part))
    return found?.said ?? ''
  }

  close(): void {
    clearTimeout(this.#resting)
  }

  async #ask(text: string, number: number): Promise<void> {
    const answer = await checkOwn(text, language.current)
    if (number !== this.#number) return // written on since
    this.#busy = false
    this.#failed = answer.ok ? null : answer.reason
    if (!answer.ok) return
    this.#checked = answer.value
    if (answer.value.preview) this.preview = answer.value.preview
  }
}
