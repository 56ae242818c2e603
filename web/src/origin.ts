/** The address that others can reach this server at: the page's own may be 'localhost'. */
import { about } from './api'

let asked: Promise<string | null> | null = null

/** Return what the server says of itself; null when it could not be asked, so ask again later. */
export function heardOrigin(): Promise<string | null> {
  asked ??= about().then((answer) => {
    if (!answer.ok) asked = null
    return answer.ok ? answer.value.origin : null
  })
  return asked
}

export const origin = async () => (await heardOrigin()) ?? location.origin
