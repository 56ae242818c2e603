/**
 * The app shell, kept so that a reload without network works. A new version is fetched in the
 * background and takes over on the next load, never under somebody's hands.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    void register()
  })
  // A part of the screen that the server no longer has: a new version stands ready, so load it.
  addEventListener('vite:preloadError', (event) => {
    if (reloadedJustNow()) return
    event.preventDefault()
    location.reload()
  })
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('/sw.js')
    if (!registration.waiting) return
    // Nobody has typed yet: change over now, before the old version's parts are thrown away.
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      location.reload()
    })
    registration.waiting.postMessage({ type: 'SKIP_WAITING' })
  } catch {
    // No shell then; everything else works. (Plain http on a local network has no service worker.)
  }
}

/** At most one reload in ten seconds, or a broken server would make the page spin. */
function reloadedJustNow(): boolean {
  const last = Number(sessionStorage.getItem('flapover.reloaded') ?? 0)
  sessionStorage.setItem('flapover.reloaded', String(Date.now()))
  return Date.now() - last < 10_000
}
