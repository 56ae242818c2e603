/** Which screen the address asks for. Secrets stand in the fragment, and are taken out of sight at once. */

export type Route =
  | { readonly name: 'start' }
  | { readonly name: 'join'; readonly board: string; readonly secret: string }
  | { readonly name: 'code'; readonly device: 'phone' | 'screen' }
  | { readonly name: 'seat'; readonly board: string; readonly token: string }
  | { readonly name: 'own'; readonly board: string | null }
  | { readonly name: 'board' | 'invite' | 'wall' | 'report'; readonly board: string }
  | { readonly name: 'nowhere' }

let route: Route = $state.raw(read())

export const router = {
  get route(): Route {
    return route
  },
  /** Go to an address of this site, without loading the page. */
  go(address: string, how: 'push' | 'replace' = 'push'): void {
    if (how === 'push') history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    route = read()
    scrollTo(0, 0)
  },
}

addEventListener('popstate', () => {
  route = read()
})
addEventListener('hashchange', () => {
  route = read()
})

/** Let a plain link be followed without loading the page. */
export function followed(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  if (link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/')) return
  event.preventDefault()
  router.go(link.pathname + link.search + link.hash)
}

function read(): Route {
  const secret = location.hash.slice(1)
  if (secret === '') return parse(location.pathname, keptSecret(), location.search)
  history.replaceState({ secret }, '', location.pathname + location.search)
  return parse(location.pathname, secret, location.search)
}

/** The browser keeps it with this entry of its history, so that a reload finds it again. */
function keptSecret(): string {
  const { secret } = (history.state ?? {}) as { secret?: unknown }
  return typeof secret === 'string' ? secret : ''
}

export function parse(path: string, fragment: string, search = ''): Route {
  const [first = '', second = '', third = '', ...rest] = path.split('/').slice(1)
  if (rest.length > 0) return { name: 'nowhere' }
  if (second === '') {
    if (first === '') return { name: 'start' }
    if (first === 'j') return { name: 'code', device: 'phone' }
    if (first === 'methode') return { name: 'own', board: null }
    if (first === 'scherm') return { name: 'code', device: 'screen' }
    return { name: 'nowhere' }
  }
  if (third === '' && first === 'j') return { name: 'join', board: second, secret: fragment }
  if (third === '' && first === 's') return { name: 'seat', board: second, token: fragment }
  if (first !== 'b') return { name: 'nowhere' }
  if (third === 'methode') return { name: 'own', board: second }
  const screens = { '': 'board', scherm: 'wall', verslag: 'report' } as const
  const name = Object.hasOwn(screens, third) ? screens[third as keyof typeof screens] : null
  if (name === 'board' && search === '?klaar') return { name: 'invite', board: second }
  return name === null ? { name: 'nowhere' } : { name, board: second }
}
