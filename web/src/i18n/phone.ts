import { catalogue } from './language.svelte'
import en from './phone.en'
import nl from './phone.nl'

export const phone = catalogue({ nl, en })
