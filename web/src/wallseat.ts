/** The wall on this very device: a seat of its own, taken with the key of the open door. */
import { takeSeatAt, type Failure } from './api'
import type { DoorView } from './protocol'
import { asked, seatAt, takeSeat, tokenToAsk } from './seats'
import { keep } from './store'

/** The address of the wall, with a seat for it in this browser; or why not. */
export async function seatWall(
  board: string,
  door: DoorView,
  name: string,
): Promise<{ ok: true; address: string } | { ok: false; reason: Failure }> {
  const address = `/b/${board}/scherm`
  if (await seatAt(keep, board, 'screen')) return { ok: true, address }
  const key = `screen/${door.secret}`
  const token = await tokenToAsk(keep, key)
  const answer = await takeSeatAt(board, { secret: door.secret, name, device: 'screen', token })
  if (answer.ok || answer.reason === 'gone') await asked(keep, key)
  if (!answer.ok) return answer
  await takeSeat(keep, { board, device: 'screen', token: answer.value.token })
  return { ok: true, address }
}
