import en from './clip.en'
import nl from './clip.nl'
import { catalogue } from './language.svelte'

export const clip = catalogue({ nl, en })
