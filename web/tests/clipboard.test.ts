import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toClipboard } from '../src/clipboard'

const field = { value: '', readOnly: false, style: {}, select: vi.fn(), remove: vi.fn() }
const page = {
  activeElement: null,
  body: { append: vi.fn() },
  createElement: () => field,
  querySelectorAll: () => [],
  execCommand: vi.fn(),
}

beforeEach(() => {
  vi.stubGlobal('document', page)
  vi.stubGlobal('HTMLElement', Map)
  vi.stubGlobal('navigator', {}) // as on http://192.168.x.x
})
afterEach(() => void vi.unstubAllGlobals())

test('without https a text is copied the old way, and nothing stays on the page', async () => {
  page.execCommand.mockReturnValueOnce(true)
  expect(await toClipboard('Wat raakt je?')).toBe(true)
  expect(field.value).toBe('Wat raakt je?')
  expect(field.remove).toHaveBeenCalled()
})

test('when no way works it says so', async () => {
  page.execCommand.mockReturnValueOnce(false)
  expect(await toClipboard('Wat raakt je?')).toBe(false)
})
