/** The address that others can reach this server at: the page's own may be 'localhost'. */
import { about } from './api'

let asked: Promise<string> | null = null

export function origin(): Promise<string> {
  asked ??= about().then((answer) => (answer.ok ? answer.value.origin : location.origin))
  return asked
}
