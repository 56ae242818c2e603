/** What the areas to write in are called, where the step offers more than one thing to do. */
import type { MethodView, Write } from '../protocol'

/**
 * Name each rule after its kind; where two kinds have the same name, after its column, else after
 * what it asks. A choice between two that are called the same is none.
 */
export function called(rules: readonly Write[], method: MethodView | null): string[] {
  return apart(rules.map((rule) => named(rule, method)))
}

/** From the name one would like best to the last resort. */
function named({ kind, sheet, zone, prompt }: Write, method: MethodView | null): string[] {
  const zones = method?.sheets.find((one) => one.id === sheet)?.zones ?? []
  const column = zones.find((one) => one.id === zone)?.title
  return [method?.kinds[kind]?.name ?? '', column ?? '', prompt].filter((name) => name !== '')
}

/** Take the next name wherever the same one stands more than once, as long as there is one. */
function apart(names: readonly string[][]): string[] {
  const firsts = names.map(([first = '']) => first)
  const next = names.map((own, at) =>
    own.length > 1 && firsts.filter((one) => one === firsts[at]).length > 1 ? own.slice(1) : own,
  )
  return next.every((own, at) => own === names[at]) ? firsts : apart(next)
}
