/** Why a clip did not arrive, in a sentence. */
import { sentence } from '../failure'
import { clip as t } from '../i18n/clip'
import type { ClipSender } from './sending.svelte'

export function troubleOf(sender: ClipSender): string {
  switch (sender.failure) {
    case null:
      return ''
    case 'step_over':
      return t.stepOver
    case 'not_now':
      return t.notHere
    case 'file_too_large':
      return t.tooLarge(sender.size, sender.most ?? 0)
    case 'wrong_file':
      return t.wrong
    case 'unreachable':
    case 'malformed':
      return t.offline
    default:
      return sentence(sender.failure)
  }
}

/** Whether the same file could arrive when it is sent once more. */
export function canRetry(sender: ClipSender): boolean {
  return sender.failure !== 'file_too_large' && sender.failure !== 'wrong_file'
}
