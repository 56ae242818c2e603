import { language } from '../i18n/language.svelte'

/** A mean as one says it: with one decimal where it has any. */
export function said(mean: number): string {
  return new Intl.NumberFormat(language.current, { maximumFractionDigits: 1 }).format(mean)
}
