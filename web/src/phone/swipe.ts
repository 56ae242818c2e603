/** Swiping with a finger, sideways only; scrolling and selecting text stay what they were. */
const ENOUGH_PX = 56

/** Attach to an element: calls with 1 for a swipe to the left (onwards) and -1 for one to the right. */
export function swiped(go: (step: 1 | -1) => void) {
  return (element: HTMLElement) => {
    const over = new AbortController()
    let from: PointerEvent | null = null
    const listen = (
      name: 'pointerdown' | 'pointerup' | 'pointercancel',
      heard: (event: PointerEvent) => void,
    ) => {
      element.addEventListener(name, heard, { signal: over.signal })
    }
    listen('pointerdown', (event) => {
      const field = event.target instanceof Element && event.target.closest('textarea, input')
      from = event.pointerType === 'touch' && !field ? event : null
    })
    listen('pointercancel', () => (from = null))
    listen('pointerup', (event) => {
      if (from?.pointerId !== event.pointerId) return
      const step = direction(event.clientX - from.clientX, event.clientY - from.clientY)
      from = null
      if (step) go(step)
    })
    return () => {
      over.abort()
    }
  }
}

export function direction(x: number, y: number): 1 | -1 | null {
  if (Math.abs(x) < ENOUGH_PX || Math.abs(x) < 2 * Math.abs(y)) return null
  return x < 0 ? 1 : -1
}
