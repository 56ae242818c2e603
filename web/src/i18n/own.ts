import { catalogue } from './language.svelte'
import en from './own.en'
import nl from './own.nl'

export const own = catalogue({ nl, en })
