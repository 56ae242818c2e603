import en from './groups.en'
import { catalogue } from './language.svelte'
import nl from './groups.nl'

export const groups = catalogue({ nl, en })
