/** Where a caret stands after others changed the text around it; in UTF-16 units, as the page counts. */
import { moved, size, spliced, type Splices } from './splices'

export function caretAfter(text: string, caret: number, change: Splices): number {
  const after = moved(size(text.slice(0, caret)), change, true)
  return [...spliced(text, change)].slice(0, after).join('').length
}
