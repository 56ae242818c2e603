/**
 * What this browser keeps for itself: seats, texts that are not yet on a board, own notes.
 * Falls back to memory where the browser has no storage (private windows), so that nothing breaks.
 */
import { createStore, entries, get, promisifyRequest, type UseStore } from 'idb-keyval'

const OPEN_PATIENCE_MS = 2_000

export interface Keep {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  del(key: string): Promise<void>
  /** Everything whose key begins with `prefix`. */
  under<T>(prefix: string): Promise<[key: string, value: T][]>
  /** Forget everything whose key begins with `prefix`, at once. */
  drop(prefix: string): Promise<void>
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
  }
}

export function keepInBrowser(name = 'flapover'): Keep {
  /** What the store would not take; it goes before what the store still has. */
  const memory = keepInMemory()
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
  return {
    get: async <T>(key: string) =>
      (await memory.get<T>(key)) ?? (await inStore((at) => get<T>(key, at))) ?? undefined,
    set: async (key, value) => {
      if (await changed((store) => store.put(value, key))) await memory.del(key)
      else await memory.set(key, value)
    },
    del: async (key) => {
      await memory.del(key)
      await changed((store) => store.delete(key))
    },
    under: async <T>(prefix: string) => {
      const stored = (await inStore((at) => entries<string, T>(at))) ?? []
      const found = stored.filter(([key]) => key.startsWith(prefix))
      return [...new Map([...found, ...(await memory.under<T>(prefix))])]
    },
    drop: async (prefix) => {
      const range = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      await memory.drop(prefix)
      await changed((store) => store.delete(range()))
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
