import { expect, it } from 'vitest'
import { fileName } from '../../src/report/fileName'

it.each([
  ['Intervisie team Noord', 'intervisie-team-noord'],
  ['../../etc/passwd', 'etc-passwd'],
  ['<img onerror> "x"', 'img-onerror-x'],
  ['Überleg & Ärger', 'überleg-ärger'],
  ['…', 'flapover'],
  ['', 'flapover'],
])('calls the file of %j %j', (title, name) => {
  expect(fileName(title)).toBe(name)
})

it('keeps a name within bounds without cutting a letter in two', () => {
  expect([...fileName('𝒜'.repeat(200))]).toHaveLength(60)
})
