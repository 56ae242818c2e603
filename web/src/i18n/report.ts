import { catalogue } from './language.svelte'
import en from './report.en'
import nl from './report.nl'

export const report = catalogue({ nl, en })
