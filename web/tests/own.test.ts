import { describe, expect, test } from 'vitest'
import { keepInMemory } from '../src/keep'
import { OwnDraft, slug } from '../src/own/draft.svelte'
import { groupOptions, kindOptions, lines, writtenKinds, zoneOptions } from '../src/own/choices'

const TEXT = `# van ons
id: klein
name: Klein # zo heet hij
steps:
  - id: een
    title: Eerst
    write:
      - {kind: wens, who: [deelnemer], sheet: flap}
  - id: twee
    title: Dan
kinds:
  wens: {name: wens, plural: wensen}
sheets:
  - id: flap
    title: De flap
    zones: [{id: links, title: Links}]
`
const SHARED = {
  kinds: { vraag: { name: 'vraag', plural: 'vragen' }, wens: { name: 'andere', plural: 'x' } },
  scales: {},
} as never

function draft(text = TEXT): OwnDraft {
  const made = new OwnDraft(keepInMemory())
  made.replace(text)
  return made
}

describe('a method in the making', () => {
  test('a change in one place leaves the rest as it was, remarks too', () => {
    const made = draft()
    made.set(['steps', 0, 'title'], 'Begin: met een dubbele punt')
    expect(made.words(['steps', 0, 'title'])).toBe('Begin: met een dubbele punt')
    expect(made.text).toContain('# van ons')
    expect(made.text).toContain('# zo heet hij')
    expect(made.words(['steps', 1, 'title'])).toBe('Dan')
  })

  test('what is made empty is taken away', () => {
    const made = draft()
    made.set(['steps', 0, 'title'], '')
    made.set(['steps', 0, 'avoid', 'deelnemer'], [])
    expect(made.at(['steps', 0])).toEqual({
      id: 'een',
      write: [{ kind: 'wens', who: ['deelnemer'], sheet: 'flap' }],
    })
  })

  test('steps change places, come and go', () => {
    const made = draft()
    made.swap(['steps'], 0)
    expect(made.words(['steps', 0, 'title'])).toBe('Dan')
    made.add(['steps'], { id: 'drie', title: 'Laatst' })
    made.remove(['steps', 0])
    expect([0, 1].map((at) => made.words(['steps', at, 'title']))).toEqual(['Eerst', 'Laatst'])
  })

  test('what is no YAML stays as it was typed, and no form touches it', () => {
    const made = draft('name: [')
    expect(made.whole).toBeNull()
    made.set(['name'], 'anders')
    expect(made.text).toBe('name: [')
    expect(draft('a: &a [1]\nb: *a\n').whole).toBeNull()
  })

  test('P10 what was written is there after a reload', async () => {
    const keep = keepInMemory()
    const made = new OwnDraft(keep)
    made.replace(TEXT)
    made.flush()
    expect((await new OwnDraft(keep).load()).text).toBe(TEXT)
  })
})

test('own kinds come before shared ones, and only what is written can be rated', () => {
  const made = draft()
  expect(kindOptions(made, SHARED).map((one) => one.title)).toEqual(['wens', 'vraag'])
  expect(writtenKinds(made, SHARED).map((one) => one.id)).toEqual(['wens'])
  expect(zoneOptions(made, 'flap')).toEqual([{ id: 'links', title: 'Links' }])
  expect(zoneOptions(made, 'nergens')).toEqual([])
})

test('a name becomes a short one that nothing else has', () => {
  expect(slug('Écht iets Nieuws!', [])).toBe('echt-iets-nieuws')
  expect(slug('42', ['nieuw'])).toBe('nieuw-2')
  expect(slug('stap', ['stap', 'stap-2'])).toBe('stap-3')
  expect(lines(' een \n\n twee')).toEqual(['een', 'twee'])
})

test('subgroups are known from the step that divides on, until another division', () => {
  const made = draft(`steps:
  - {id: een}
  - {id: twee, split: {form: named, groups: [{id: in, title: Binnen}, {id: uit, title: Buiten}]}}
  - {id: drie}
  - {id: vier, split: {form: duos}}
  - {id: vijf}
`)
  const titles = [0, 1, 2, 3, 4].map((at) => groupOptions(made, at).map((one) => one.title))
  expect(titles).toEqual([[], ['Binnen', 'Buiten'], ['Binnen', 'Buiten'], [], []])
  made.set(['steps', 2, 'tell_group', 'in'], 'Jullie praten.')
  made.set(['steps', 2, 'avoid_group', 'uit'], ['Praat niet.'])
  expect(made.at(['steps', 2])).toEqual({
    id: 'drie',
    tell_group: { in: 'Jullie praten.' },
    avoid_group: { uit: ['Praat niet.'] },
  })
})
