import { catalogue } from './language.svelte'
import en from './weigh.en'
import nl from './weigh.nl'

export const weigh = catalogue({ nl, en })
