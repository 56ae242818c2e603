const PAUSE_MS = 500

/** A value that follows only when it stood still for a moment: no work on each keystroke. */
export function settled<T>(read: () => T): { readonly value: T } {
  let value = $state.raw(read())
  $effect(() => {
    const next = read()
    const pause = setTimeout(() => {
      value = next
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
    }
  })
  return {
    get value() {
      return value
    },
  }
}
