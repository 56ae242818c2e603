/**
 * The app shell, kept so that a reload without network works. A new version is fetched in the
 * background and takes over on the next load, never under somebody's hands.
 */
import { within } from './patience'

const PATIENCE_MS = 5_000
const AGAIN_MS = 3_000
const BETWEEN_RELOADS_MS = 10_000
const RELOADED = 'flapover.reloaded'

let underway = false

export function keepShell(): void {
  if (!import.meta.env.PROD) return
  // A part of the screen that the server no longer has: a new version stands ready, so load it.
  // Or the line went while it came: a wall has nobody who taps, so wait for the line.
  addEventListener('vite:preloadError', () => void loadAnew())
  // Plain http on a local network has no service worker; everything else works there.
  if ('serviceWorker' in navigator) addEventListener('load', () => void register())
}

/** Load the page anew, but never into the browser's own 'no network' page: that is a dead end. */
export async function reloadWhenReachable(): Promise<void> {
  if (await reachable()) location.reload()
}

/** By itself, so only when nobody began to type while the server was waited for. */
async function loadAnew(): Promise<void> {
  if (underway || underHands()) return
  underway = true
  await pause(untilNextReload())
  while (!(await reachable())) await pause(AGAIN_MS)
  underway = false
  if (underHands()) return
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
}

/** A server that gives the page but not its parts must not make it spin. */
function untilNextReload(): number {
  const passed = Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0)
  return passed < 0 ? BETWEEN_RELOADS_MS : Math.max(0, BETWEEN_RELOADS_MS - passed)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function reachable(): Promise<boolean> {
  try {
    return (await fetch('/api/about', { cache: 'no-store', signal: within(PATIENCE_MS) })).ok
  } catch {
    return false // still no network: what is on screen stays
  }
}

/** Fetch the newest version and load it: this page is too old for the server. */
export async function renew(): Promise<void> {
  const registration = await container()?.getRegistration()
  await registration?.update().catch(() => undefined)
  const fresh = registration?.installing ?? registration?.waiting
  if (fresh) await changedOver(fresh)
  location.reload()
}

async function register(): Promise<void> {
  try {
    const { waiting } = await navigator.serviceWorker.register('/sw.js')
    if (!waiting || underHands()) return
    // Nobody has typed yet: change over now, before the old version's parts are thrown away.
    await changedOver(waiting)
    if (!underHands()) location.reload()
  } catch {
    // No shell then; everything else works.
  }
}

/** Somebody comes in by a link, or is typing: a reload now would take something from them. */
export function underHands(page: Document = document): boolean {
  if (page.location.pathname.startsWith('/j/')) return true
  const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type]), input[type="text"]',
  )
  return [...fields].some((field) => !field.readOnly && field.value !== '')
}

function changedOver(fresh: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const skip = () => {
      if (fresh.state === 'installed') fresh.postMessage({ type: 'SKIP_WAITING' })
    }
    const done = () => {
      resolve()
    }
    container()?.addEventListener('controllerchange', done, { once: true })
    fresh.addEventListener('statechange', skip)
    skip()
    setTimeout(done, PATIENCE_MS)
  })
}

/** Undefined on plain http, whatever the types say. */
const container = () => navigator.serviceWorker as ServiceWorkerContainer | undefined
