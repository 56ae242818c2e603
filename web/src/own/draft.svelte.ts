/**
 * A method of one's own in the making: the text is what counts, forms change it place by place.
 * What a form does not know stays as it is, remarks too. Kept on this device as it is written.
 */
import { parseDocument, type Document } from 'yaml'
import type { Keep } from '../keep'

export type Place = readonly (string | number)[]
/** What stands in the text, whatever that is: nothing here has been checked. */
export type Loose = Readonly<Record<string, unknown>>

const KEY = 'own-method'
const REST_MS = 400
const WIDTH = 100
/** No folded lines where a text would fit; lists of roles and kinds on one line as they came. */
const STYLE = { lineWidth: WIDTH }

export class OwnDraft {
  text = $state('')
  #document: Document | null = $derived(read(this.text))
  #value: Loose = $derived((this.#document?.toJS({ maxAliasCount: 0 }) ?? {}) as Loose)
  #writing: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly keep: Keep) {}

  async load(): Promise<this> {
    this.text = (await this.keep.get<string>(KEY)) ?? ''
    return this
  }

  /** Null while the text is no YAML: then only the text itself can be mended. */
  get whole(): Loose | null {
    return this.#document === null ? null : this.#value
  }

  replace(text: string): void {
    this.text = text
    this.#writing ??= setTimeout(() => {
      this.flush()
    }, REST_MS)
  }

  flush(): void {
    clearTimeout(this.#writing)
    this.#writing = undefined
    void (this.text === '' ? this.keep.del(KEY) : this.keep.set(KEY, this.text))
  }

  at(place: Place): unknown {
    return place.reduce<unknown>(
      (here, part) => (here as Record<string | number, unknown> | undefined)?.[part],
      this.#value,
    )
  }
  words(place: Place): string {
    const found = this.at(place)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  list(place: Place): readonly unknown[] {
    const found = this.at(place)
    return Array.isArray(found) ? (found as unknown[]) : []
  }

  /** Put a value somewhere; empty, or what is left out anyhow, is taken away. */
  set(place: Place, value: unknown): void {
    this.#change((document) => {
      const nothing = value === undefined || value === '' || value === false
      const none = Array.isArray(value) && value.length === 0
      if (nothing || none) forget(document, place)
      else document.setIn(place, document.createNode(value))
    })
  }

  /** Put a value somewhere, also one that says nothing: an empty list, or no. */
  put(place: Place, value: unknown): void {
    this.#change((document) => {
      if (value === undefined) forget(document, place)
      else document.setIn(place, document.createNode(value))
    })
  }

  add(place: Place, value: unknown): void {
    this.#change((document) => {
      if (document.hasIn(place)) document.addIn(place, document.createNode(value))
      else document.setIn(place, document.createNode([value]))
    })
  }

  remove(place: Place): void {
    this.#change((document) => {
      forget(document, place)
    })
  }

  /** Let two neighbours in a list change places. */
  swap(place: Place, at: number): void {
    this.#change((document) => {
      const [one, other] = [
        document.getIn([...place, at], true),
        document.getIn([...place, at + 1], true),
      ]
      if (one === undefined || other === undefined) return
      document.setIn([...place, at], other)
      document.setIn([...place, at + 1], one)
    })
  }

  #change(change: (document: Document) => unknown): void {
    const document = read(this.text)
    if (document === null) return
    change(document)
    this.replace(document.toString(STYLE))
  }
}

function forget(document: Document, place: Place): void {
  if (document.hasIn(place)) document.deleteIn(place)
}

function read(text: string): Document | null {
  try {
    const document = parseDocument(text, { schema: 'core', merge: false })
    // Read once here, so that what cannot be read as values counts as no YAML.
    document.toJS({ maxAliasCount: 0 })
    return document.errors.length === 0 && document.contents !== null ? document : null
  } catch {
    return null
  }
}

/** A short name that nothing else has yet, made of what somebody typed. */
export function slug(words: string, taken: readonly string[]): string {
  const plain = words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
  const base = plain === '' ? 'nieuw' : plain
  if (!taken.includes(base)) return base
  return Array.from({ length: taken.length + 1 }, (_, at) => `${base}-${String(at + 2)}`).find(
    (one) => !taken.includes(one),
  ) as string
}
