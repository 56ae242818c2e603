import { catalogue } from './language.svelte'
import en from './lead.en'
import nl from './lead.nl'

export const lead = catalogue({ nl, en })
