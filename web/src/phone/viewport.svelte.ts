/**
 * How high the screen is above the keyboard, in px.
 *
 * Android makes the page smaller by itself (interactive-widget); iOS lays the keyboard over it and
 * may push the page up, so the height and the push both come from the visual viewport.
 */
const KEYBOARD_PX = 140

export class VisibleScreen {
  #height = $state(innerHeight)
  #top = $state(0)
  #tallest = innerHeight

  get height(): number {
    return this.#height
  }
  get top(): number {
    return this.#top
  }
  get keyboard(): boolean {
    return this.#tallest - this.#height > KEYBOARD_PX
  }

  /** Attach to the screen's element: follows the viewport until it goes. */
  readonly follow = () => {
    const viewport = window.visualViewport
    if (!viewport) return
    const over = new AbortController()
    let width = viewport.width
    const measure = () => {
      if (viewport.scale !== 1) return // pinched: the page must not jump along
      if (viewport.width !== width) this.#tallest = 0 // turned
      width = viewport.width
      this.#height = viewport.height
      this.#top = viewport.offsetTop
      this.#tallest = Math.max(this.#tallest, viewport.height)
      requestAnimationFrame(showField)
    }
    measure()
    viewport.addEventListener('resize', measure, { signal: over.signal })
    viewport.addEventListener('scroll', measure, { signal: over.signal })
    return () => {
      over.abort()
    }
  }
}

/** The whole card in sight, with its button, not just the line of the cursor. */
function showField() {
  const field = document.activeElement
  if (field instanceof HTMLTextAreaElement)
    field.closest('.field')?.scrollIntoView({ block: 'nearest' })
}
