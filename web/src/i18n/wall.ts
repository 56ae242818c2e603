import { catalogue } from './language.svelte'
import en from './wall.en'
import nl from './wall.nl'

export const wall = catalogue({ nl, en })
