/**
 * Where a page leaves what its store has not confirmed, because writing here takes no time.
 * Each page has an item of its own; the next page takes up every item that it finds.
 */
export type Underway = ReadonlyMap<string, unknown>

export interface LastWords {
  /** What earlier pages left; it is forgotten once this page says that nothing is underway. */
  takeUp(): Underway
  write(underway: Underway): void
  /** Make what was left agree with what is underway now; nothing is left where nothing was. */
  follow(underway: Underway): void
}

/** Storage that is absent, forbidden or full leaves everything as it would be without. */
export function lastWordsIn(drawer: string): LastWords {
  const own = `${drawer}/${String(performance.timeOrigin)}/${String(Math.random())}`
  const held = new Set<string>()
  const attempt = (use: (storage: Storage) => void) => {
    try {
      use(localStorage)
    } catch {
      // as without
    }
  }
  const write = (underway: Underway) => {
    attempt((storage) => {
      held.add(own)
      // A value that is undefined, to be forgotten, becomes null.
      storage.setItem(own, JSON.stringify([...underway]))
    })
  }
  const clear = () => {
    attempt((storage) => {
      for (const item of held) storage.removeItem(item)
      held.clear()
    })
  }
  return {
    takeUp: () => {
      const found = new Map<string, unknown>()
      attempt((storage) => {
        const items = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
        for (const item of items.filter((one) => one.startsWith(`${drawer}/`)).sort()) {
          held.add(item)
          const words = JSON.parse(storage.getItem(item) ?? '[]') as [string, unknown][]
          for (const [key, value] of words) found.set(key, value ?? undefined)
        }
      })
      return found
    },
    write,
    follow: (underway) => {
      if (held.size === 0) return
      if (underway.size > 0) write(underway)
      else clear()
    },
  }
}
