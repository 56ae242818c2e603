import { catalogue } from './language.svelte'
import en from './cards.en'
import nl from './cards.nl'

export const cards = catalogue({ nl, en })
