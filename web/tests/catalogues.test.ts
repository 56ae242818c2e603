import { describe, expect, it } from 'vitest'
import cards from '../src/i18n/cards.nl'
import clip from '../src/i18n/clip.nl'
import common from '../src/i18n/common.nl'
import groups from '../src/i18n/groups.nl'
import lead from '../src/i18n/lead.nl'
import phone from '../src/i18n/phone.nl'
import report from '../src/i18n/report.nl'
import start from '../src/i18n/start.nl'
import wall from '../src/i18n/wall.nl'
import weigh from '../src/i18n/weigh.nl'

const SOURCES = Object.entries(
  import.meta.glob<string>('../src/**/*.{svelte,ts}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const CATALOGUES = { cards, clip, common, groups, lead, phone, report, start, wall, weigh }

/** What a file reads of a catalogue, by whatever name it imports it: 'again', 'link.offline', 'roles['. */
function readsOf(catalogue: string): Set<string> {
  const imported = new RegExp(
    String.raw`import \{ ${catalogue}(?: as (\w+))? \} from '[./]+/(?:i18n/)?${catalogue}'`,
  )
  const reads = new Set<string>()
  for (const [, source] of SOURCES) {
    const found = imported.exec(source)
    if (!found) continue
    const name = found[1] ?? catalogue
    for (const [, path = ''] of source.matchAll(
      new RegExp(String.raw`\b${name}\s*\.\s*(\w+(?:\.\w+|\[)?)`, 'g'),
    ))
      reads.add(path)
  }
  return reads
}

function isRead(key: string, value: unknown, reads: ReadonlySet<string>): string[] {
  const all = [...reads].some((path) => path === key || path.startsWith(`${key}[`))
  if (all) return []
  const within = [...reads].some((path) => path.startsWith(`${key}.`))
  if (!within) return [key]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.keys(value)
    .map((part) => `${key}.${part}`)
    .filter((path) => !reads.has(path))
}

describe('the catalogues', () => {
  it.each(Object.entries(CATALOGUES))('hold no word in %s that no screen says', (name, words) => {
    const reads = readsOf(name)
    expect(
      Object.entries<unknown>(words).flatMap(([key, value]) => isRead(key, value, reads)),
    ).toEqual([])
  })
})
