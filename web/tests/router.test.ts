import { beforeAll, expect, test, vi } from 'vitest'

type Parse = (typeof import('../src/router.svelte'))['parse']
let parse: Parse

const address = { pathname: '/', hash: '', search: '' }
const past = {
  state: null as unknown,
  replaceState: (state: unknown, _title: string, path: string) => {
    past.state = state
    Object.assign(address, { pathname: path, hash: '' })
  },
}

beforeAll(async () => {
  vi.stubGlobal('location', address)
  vi.stubGlobal('history', past)
  vi.stubGlobal('addEventListener', () => undefined)
  parse = (await import('../src/router.svelte')).parse
})

test('a secret is taken out of sight, and is still there after a reload', async () => {
  Object.assign(address, { pathname: '/j/b1', hash: '#geheim' })
  for (const load of ['first', 'again']) {
    vi.resetModules()
    const { router } = await import('../src/router.svelte')
    expect([load, router.route]).toEqual([load, { name: 'join', board: 'b1', secret: 'geheim' }])
    expect(address).toMatchObject({ pathname: '/j/b1', hash: '' })
  }
})

test('every address leads to its screen', () => {
  expect(parse('/', '')).toEqual({ name: 'start' })
  expect(parse('/j', '')).toEqual({ name: 'code', device: 'phone' })
  expect(parse('/scherm', '')).toEqual({ name: 'code', device: 'screen' })
  expect(parse('/j/b1', 'geheim')).toEqual({ name: 'join', board: 'b1', secret: 'geheim' })
  expect(parse('/s/b1', 'token')).toEqual({ name: 'seat', board: 'b1', token: 'token' })
  expect(parse('/b/b1', '')).toEqual({ name: 'board', board: 'b1' })
  expect(parse('/b/b1/', '')).toEqual({ name: 'board', board: 'b1' })
  expect(parse('/b/b1/scherm', '')).toEqual({ name: 'wall', board: 'b1' })
  expect(parse('/b/b1/verslag', '')).toEqual({ name: 'report', board: 'b1' })
  expect(parse('/b/b1', '', '?klaar')).toEqual({ name: 'invite', board: 'b1' })
})

test.each(['/x', '/b', '/b/b1/constructor', '/b/b1/scherm/x', '/j/b1/x', '/__proto__/x'])(
  '%s is nowhere',
  (path) => {
    expect(parse(path, '')).toEqual({ name: 'nowhere' })
  },
)
