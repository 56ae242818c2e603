import { catalogue } from './language.svelte'
import en from './common.en'
import nl from './common.nl'

export const common = catalogue({ nl, en })
