import { expect, test, vi } from 'vitest'
import { origin } from '../src/origin'

test('an address that could not be asked for is asked for again; one that was heard is not', async () => {
  vi.stubGlobal('location', { origin: 'http://localhost:8000' })
  const ask = vi.fn<typeof fetch>().mockRejectedValueOnce(new TypeError('no network'))
  ask.mockResolvedValueOnce(Response.json({ origin: 'https://flapover.nl' }))
  vi.stubGlobal('fetch', ask)
  expect(await origin()).toBe('http://localhost:8000')
  expect(await origin()).toBe('https://flapover.nl')
  expect(await origin()).toBe('https://flapover.nl')
  expect(ask).toHaveBeenCalledTimes(2)
})
