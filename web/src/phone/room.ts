/** How much room there is, where that decides what is shown and not only how. */
import { MediaQuery } from 'svelte/reactivity'

/** A laptop, or a large tablet on its side: the flap fits beside what one does. */
export const wide = new MediaQuery('(min-width: 64em) and (min-height: 34em)', false)

/** A small phone: what one may also read is folded, so that what one does is in sight. */
export const short = new MediaQuery('(max-height: 43rem)', false)
