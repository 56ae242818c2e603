/** The language of the interface: the person's choice, else the board's, else Dutch. */
import type { Language } from '../protocol'

const CHOICE = 'flapover.language'
const chosen = remembered()
let current: Language = $state(chosen ?? 'nl')
let isChosen = chosen !== null

export const language = {
  get current(): Language {
    return current
  },
  choose(wanted: Language): void {
    isChosen = true
    current = wanted
    try {
      localStorage.setItem(CHOICE, wanted)
    } catch {
      // A private window: the choice holds until the page closes.
    }
  },
  /** Follow the board, unless the person chose. */
  follow(board: Language): void {
    if (!isChosen) current = board
  },
}

/** Texts that read as an object and are always in the language of the moment. */
export function catalogue<T extends object>(texts: Readonly<Record<Language, T>>): T {
  return new Proxy(texts.nl, { get: (_, name) => texts[current][name as keyof T] })
}

function remembered(): Language | null {
  try {
    const found = localStorage.getItem(CHOICE)
    return found === 'nl' || found === 'en' ? found : null
  } catch {
    return null
  }
}
