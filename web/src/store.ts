/** The one store of this browser, opened at its first use. */
import { keepInBrowser } from './keep'

export const keep = keepInBrowser()
