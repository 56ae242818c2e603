/** What the open step lets this viewer do, in the order in which the phone offers it. Knows no method. */
import type { CardView, Dots, NowView, Pick, Rate, Write } from '../protocol'

/** One action area; a phone shows one at a time. `key` is steady while the step is open. */
export type Doing =
  | { readonly key: string; readonly what: 'write'; readonly rule: Write }
  | { readonly key: string; readonly what: 'rate'; readonly rate: Rate }
  | { readonly key: string; readonly what: 'dots'; readonly dots: Dots }
  | { readonly key: string; readonly what: 'pick'; readonly pick: Pick }
  | {
      readonly key: string
      readonly what: 'answer' | 'rewrite' | 'lay' | 'share' | 'move' | 'link'
      readonly kinds: readonly string[]
    }

/**
 * List the action areas; empty means: listen.
 *
 * What asks for an answer about somebody else's card goes before writing, because the others are
 * waiting for it. Laying cards on the table comes along with answering; else it goes before writing,
 * unless those are the kinds that one is writing. Sharing comes along with writing the
 * same kind; moving and linking come along with the flap.
 */
export function doings(now: NowView, own: readonly CardView[]): Doing[] {
  const list: Doing[] = []
  if (now.rate) list.push({ key: 'rate', what: 'rate', rate: now.rate })
  if (now.dots) list.push({ key: 'dots', what: 'dots', dots: now.dots })
  if (now.pick) list.push({ key: 'pick', what: 'pick', pick: now.pick })
  if (now.answer.length > 0) list.push({ key: 'answer', what: 'answer', kinds: now.answer })
  if (own.some((card) => now.rewrite.includes(card.kind))) {
    list.push({ key: 'rewrite', what: 'rewrite', kinds: now.rewrite })
  }
  const lay: Doing[] =
    now.focus.length > 0 && now.answer.length === 0
      ? [{ key: 'lay', what: 'lay', kinds: now.focus }]
      : []
  const writesThem = now.write.some((rule) => now.focus.includes(rule.kind))
  if (!writesThem) list.push(...lay)
  for (const rule of now.write) list.push({ key: `write:${rule.kind}`, what: 'write', rule })
  if (writesThem) list.push(...lay)
  const share = now.share.filter((kind) => !now.write.some((rule) => rule.kind === kind))
  if (own.some((card) => share.includes(card.kind)))
    list.push({ key: 'share', what: 'share', kinds: share })
  if (list.length > 0) return list
  if (now.move.length > 0) list.push({ key: 'move', what: 'move', kinds: now.move })
  if (now.link.length > 0) list.push({ key: 'link', what: 'link', kinds: now.link })
  return list
}

/**
 * Return the area to show: the chosen one while it is open, else the first in which something can be
 * done. Answering and laying on the table can not while no card of their kinds is in sight.
 */
export function shown(
  list: readonly Doing[],
  chosen: string | null,
  waits: (kinds: readonly string[]) => boolean = () => true,
): Doing | null {
  const idle = (one: Doing) => (one.what === 'answer' || one.what === 'lay') && !waits(one.kinds)
  return list.find((one) => one.key === chosen) ?? list.find((one) => !idle(one)) ?? list[0] ?? null
}
