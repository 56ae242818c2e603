/**
 * What this browser keeps for itself: seats, texts that are not yet on a board, own notes.
 * Falls back to memory where the browser has no storage (private windows), so that nothing breaks.
 */
import { createStore, entries, get, promisifyRequest, type UseStore } from 'idb-keyval'

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
  const memory = keepInMemory()
  let store: UseStore | null = null
  const tried = async <T>(use: (store: UseStore) => Promise<T>, without: () => Promise<T>) => {
    try {
      store ??= createStore(name, 'keep')
      return await use(store)
    } catch {
      return without()
    }
  }
  return {
    get: <T>(key: string) =>
      tried(
        (at) => get<T>(key, at),
        () => memory.get<T>(key),
      ),
    set: (key, value) =>
      tried(
        (at) => change(at, (store) => store.put(value, key)),
        () => memory.set(key, value),
      ),
    del: (key) =>
      tried(
        (at) => change(at, (store) => store.delete(key)),
        () => memory.del(key),
      ),
    under: <T>(prefix: string) =>
      tried(
        async (at) => {
          const all = await entries<string, T>(at)
          return all.filter(([key]) => key.startsWith(prefix))
        },
        () => memory.under<T>(prefix),
      ),
    drop: (prefix) =>
      tried(
        (at) => change(at, (store) => store.delete(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
        () => memory.drop(prefix),
      ),
  }
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
