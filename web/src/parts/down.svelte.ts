/** Whether the line is down for so long that people should know: a blink of it disturbs more than it tells. */
import type { Link } from '../socket'

const PATIENCE_MS = 1_000

export function down(link: () => Link): { readonly shown: boolean } {
  let shown = $state(false)
  $effect(() => {
    const now = link()
    if (now === 'online' || now === 'bye') {
      shown = false
    } else if (now === 'offline') {
      shown = true
    } else {
      const patience = setTimeout(() => (shown = true), PATIENCE_MS)
      return () => {
        clearTimeout(patience)
      }
    }
    return undefined
  })
  return {
    get shown() {
      return shown
    },
  }
}
