import { catalogue } from './language.svelte'
import en from './start.en'
import nl from './start.nl'

export const start = catalogue({ nl, en })
