/** How others come in: the address for phones, and the code as it is spoken. */
import { heardOrigin } from '../origin'

const AGAIN_AFTER_MS = 10_000
let known: string | null = $state(null)
let asking = false

/** The address that phones can reach; until the server has said it, the one of this page. */
export const origin = {
  get full(): string {
    ask()
    return known ?? location.origin
  },
  /** Without the scheme, to read out. */
  get short(): string {
    return this.full.replace(/^https?:\/\//, '')
  },
}

export function wayIn(board: string, secret: string): string {
  return `${origin.full}/j/${board}#${secret}`
}

function ask(): void {
  if (asking || known !== null) return
  asking = true
  void heardOrigin().then((heard) => {
    known = heard
    if (heard === null) setTimeout(askAgain, AGAIN_AFTER_MS)
    else asking = false
  })
}

function askAgain(): void {
  asking = false
  ask()
}
