/** What somebody prefers on this phone; holds nothing of any board. */
const KEY = 'flapover.enter'

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === 'send'
  } catch {
    return false // storage is closed: the preference lasts as long as the page
  }
}

class EnterSends {
  #on = $state(stored())

  get on(): boolean {
    return this.#on
  }
  set on(on: boolean) {
    this.#on = on
    try {
      if (on) localStorage.setItem(KEY, 'send')
      else localStorage.removeItem(KEY)
    } catch {
      // as above
    }
  }
}

/** Whether Enter places a card; otherwise it begins a new line, and Ctrl+Enter places. */
export const enterSends = new EnterSends()
