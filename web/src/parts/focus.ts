/** Where the focus goes when the button that had it has left the page: to the page itself, not nowhere. */
export function refocus(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('main[tabindex]')?.focus({ preventScroll: true })
}
