import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepInBrowser } from '../src/keep'

/** A store whose page goes away before it has confirmed anything. */
function goneBeforeConfirmed(): void {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest)
}

beforeEach(() => {
  const items = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    get length() {
      return items.size
    },
    key: (at: number) => [...items.keys()][at] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what is kept is there for the next page, and dropped in one stroke', async () => {
  const keep = keepInBrowser('next')
  await keep.set('draft/b1/a', 'een')
  await keep.set('draft/b2/a', 'twee')
  const next = keepInBrowser('next')
  expect(await next.get('draft/b1/a')).toBe('een')
  await next.drop('draft/b1/')
  expect(await keep.under('draft/')).toEqual([['draft/b2/a', 'twee']])
})

test('what the store would not take is found all the same, and goes first', async () => {
  const keep = keepInBrowser('refusing')
  await keep.set('draft/a', 'oud')
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await keep.set('draft/a', 'nieuw')
  expect(await keep.get('draft/a')).toBe('nieuw')
  expect(await keep.under('draft/')).toEqual([['draft/a', 'nieuw']])
  put.mockRestore()
  await keep.set('draft/a', 'nieuwer')
  expect(await keep.get('draft/a')).toBe('nieuwer')
})

test('a store that never opens holds nobody up for more than two seconds', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', { open: () => ({}) })
  const keep = keepInBrowser('hanging')
  const written = keep.set('draft/a', 'een')
  await vi.advanceTimersByTimeAsync(2_000)
  await written
  expect(await keep.get('draft/a')).toBe('een')
})

test('without any storage it works from memory', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const keep = keepInBrowser('none')
  await keep.set('draft/a', 'een')
  expect(await keep.under('draft/')).toEqual([['draft/a', 'een']])
})

test('P10 a page that goes away before the store has confirmed leaves its last words', async () => {
  await keepInBrowser('cut').set('draft/b1/done', 'af')
  goneBeforeConfirmed()
  const cut = keepInBrowser('cut')
  void cut.set('draft/b1/a', 'net getypt')
  void cut.del('draft/b1/done')
  cut.hold()
  vi.restoreAllMocks()

  const next = keepInBrowser('cut')
  expect(await next.under('draft/')).toEqual([['draft/b1/a', 'net getypt']])
  await next.set('draft/b1/b', 'verder')
  await vi.waitFor(() => {
    expect(localStorage.length).toBe(0)
  })
  expect(await keepInBrowser('cut').under('draft/')).toHaveLength(2)
})

test('P10 two pages leave their last words beside each other', async () => {
  goneBeforeConfirmed()
  const [one, other] = [keepInBrowser('pair'), keepInBrowser('pair')]
  void one.set('draft/b1/a', 'een')
  void other.set('draft/b2/a', 'twee')
  one.hold()
  other.hold()
  vi.restoreAllMocks()
  expect(await keepInBrowser('pair').under('draft/')).toHaveLength(2)
})

test('P38 what is dropped is in no last words either', () => {
  goneBeforeConfirmed()
  const keep = keepInBrowser('over')
  void keep.set('draft/b1/a', 'geheim')
  keep.hold()
  expect(localStorage.length).toBe(1)
  void keep.drop('draft/b1/')
  expect(localStorage.length).toBe(0)
})
