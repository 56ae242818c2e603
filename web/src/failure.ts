/** What went wrong over HTTP, in a sentence. */
import type { Failure } from './api'
import { common } from './i18n/common'

export function sentence(reason: Failure): string {
  if (reason === 'unreachable') return common.unreachable
  if (reason === 'not_found') return common.notFound
  if (reason === 'gone') return common.gone
  return common.refused[reason]
}
