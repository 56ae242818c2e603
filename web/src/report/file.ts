/** The verslag as a file: which forms there are, and how one comes on this device. */
import { reportFile, type Result } from '../api'
import type { Seat } from '../seats'
import { fileName } from './fileName'

export type Form = 'pdf' | 'ics' | 'md' | 'csv'

/** Fetches the verslag in one form and saves it; the answer says whether that went well. */
export async function takeAlong(
  seat: Seat,
  form: Form,
  name: (title: string) => string,
  title: string,
): Promise<Result<Blob>> {
  const answer = await reportFile(seat.board, seat.token, form)
  if (answer.ok) save(answer.value, `${name(fileName(title))}.${form}`)
  return answer
}

function save(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 10_000)
}
