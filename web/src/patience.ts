/** Return a signal that aborts after so many ms. iOS 15 has no `AbortSignal.timeout`. */
export function within(ms: number): AbortSignal {
  const patience = new AbortController()
  setTimeout(() => {
    patience.abort()
  }, ms)
  return patience.signal
}
