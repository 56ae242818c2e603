/** Light or dark: the person's choice, else what the device asks for. */
export type Theme = 'system' | 'light' | 'dark'

const CHOICE = 'flapover.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
let chosen: Theme = $state(remembered())

export const theme = {
  get chosen(): Theme {
    return chosen
  },
  choose(wanted: Theme): void {
    chosen = wanted
    try {
      localStorage.setItem(CHOICE, wanted)
    } catch {
      // A private window: the choice holds until the page closes.
    }
    show()
  },
}

/** Set the theme on the page now; it follows the device from then on. */
export function show(): void {
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

dark.addEventListener('change', show)

function remembered(): Theme {
  try {
    const found = localStorage.getItem(CHOICE)
    return found === 'light' || found === 'dark' ? found : 'system'
  } catch {
    return 'system'
  }
}
