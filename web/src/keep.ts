/**
 * What this browser keeps for itself: seats, texts that are not yet on a board, own notes.
 * Falls back to memory where the browser has no storage (private windows), so that nothing breaks.
 */
import { createStore, entries, get, promisifyRequest, type UseStore } from 'idb-keyval'
import { lastWordsIn } from './lastWords'

const OPEN_PATIENCE_MS = 2_000

export interface Keep {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  del(key: string): Promise<void>
  /** Everything whose key begins with `prefix`. */
  under<T>(prefix: string): Promise<[key: string, value: T][]>
  /** Forget everything whose key begins with `prefix`, at once. */
  drop(prefix: string): Promise<void>
  /** The page goes away, perhaps for good: put what is underway where writing takes no time. */
  hold(): void
}

export function keepInMemory(): Keep {
  const kept = new Map<string, unknown>()
  return {
    get: <T>(key: string) => Promise.resolve(kept.get(key) as T | undefined),
    set: (key, value) => Promise.resolve(void kept.set(key, value)),
    del: (key) => Promise.resolve(void kept.delete(key)),
    under: <T>(prefix: string) =>
      Promise.resolve([...kept].filter(([key]) => key.startsWith(prefix)) as [string, T][]),
    drop: (prefix) => {
      for (const key of [...kept.keys()]) if (key.startsWith(prefix)) kept.delete(key)
      return Promise.resolve()
    },
    hold: () => undefined,
  }
}

/**
 * A store that says later that it has something. A page that goes away before that takes it along:
 * its last changes are lost (seen in Chromium, on a reload right after a key). So they go before
 * what the store has, and `hold` leaves them in localStorage, for the next page to take up (P10).
 */
export function keepInBrowser(name = 'flapover'): Keep {
  /** Undefined where something is to be forgotten. */
  const underway = new Map<string, unknown>()
  const lastWords = lastWordsIn(`${name}/underway`)
  let opened: Promise<UseStore | null> | null = null
  const inStore = async <T>(use: (store: UseStore) => Promise<T>): Promise<T | null> => {
    try {
      opened ??= openStore(name).catch(() => (opened = null))
      const store = await opened
      return store && (await use(store))
    } catch {
      return null
    }
  }
  const changed = async (make: (store: IDBObjectStore) => void) =>
    (await inStore((at) => change(at, make).then(() => true))) ?? false
  const put = async (key: string, value: unknown) => {
    underway.set(key, value)
    const kept = await changed((store) => {
      if (value === undefined) store.delete(key)
      else store.put(value, key)
    })
    // A text that the store would not take stays here; a newer one waits for its own answer.
    if ((kept || value === undefined) && underway.get(key) === value) underway.delete(key)
    lastWords.follow(underway)
  }
  for (const [key, value] of lastWords.takeUp()) void put(key, value)
  return {
    get: async <T>(key: string) => {
      if (underway.has(key)) return underway.get(key) as T | undefined
      return (await inStore((at) => get<T>(key, at))) ?? undefined
    },
    set: put,
    del: (key) => put(key, undefined),
    under: async <T>(prefix: string) => {
      const stored = (await inStore((at) => entries<string, T>(at))) ?? []
      const found = new Map<string, unknown>([...stored, ...underway])
      const wanted = [...found].filter(
        ([key, value]) => key.startsWith(prefix) && value !== undefined,
      )
      return wanted as [string, T][]
    },
    drop: async (prefix) => {
      const range = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      for (const key of [...underway.keys()]) if (key.startsWith(prefix)) underway.delete(key)
      lastWords.follow(underway)
      await changed((store) => store.delete(range()))
    },
    hold: () => {
      if (underway.size > 0) lastWords.write(underway)
    },
  }
}

/** Open the store; null when it does not answer, as Safari's at times does not until a restart. */
function openStore(name: string): Promise<UseStore | null> {
  const store = createStore(name, 'keep')
  return Promise.race([
    store('readonly', () => store),
    new Promise<null>((resolve) => setTimeout(resolve, OPEN_PATIENCE_MS, null)),
  ])
}

/** Commits by itself: a page that is closing would not live to see the store do so (P10, P38). */
function change(at: UseStore, make: (store: IDBObjectStore) => void): Promise<void> {
  return at('readwrite', (store) => {
    make(store)
    store.transaction.commit()
    return promisifyRequest(store.transaction)
  })
}

/** Forget every text of a place (P38). The seat itself is forgotten by `forgetSeat`. */
export async function forgetTexts(keep: Keep, place: string): Promise<void> {
  await Promise.all(['outbox', 'draft'].map((drawer) => keep.drop(`${drawer}/${place}/`)))
}
