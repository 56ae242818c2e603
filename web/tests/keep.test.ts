import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { keepInBrowser } from '../src/keep'

afterEach(() => {
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
