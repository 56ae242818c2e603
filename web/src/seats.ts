/** The seats that this browser holds: one per board and kind of device. */
import { forgetTexts, type Keep } from './keep'
import { newId } from './outbox'

export type SeatDevice = 'phone' | 'screen'

export interface Seat {
  readonly board: string
  readonly device: SeatDevice
  readonly token: string
  /** Came by code: the link is a better way in, should it be scanned later. */
  readonly waiting?: boolean
  /** The key that it was taken with: scanning the same QR again leads straight back to it. */
  readonly via?: string
  /** When it was taken, ms since 1970 by this device. */
  readonly at?: number
  /** Kept by the maker alone: the link that makes its holder gespreksleider is shown only once by the server. */
  readonly leaderSecret?: string
}

const key = (board: string, device: SeatDevice) => `seat/${board}/${device}`

export const seatAt = (keep: Keep, board: string, device: SeatDevice) =>
  keep.get<Seat>(key(board, device))

/** Where the texts of a seat are kept: by its token, so that who sits there later finds none of them. */
export const placeOf = ({ board, device, token }: Seat) => `${board}/${device}/${token}`

/**
 * Sit down, in place of whoever sat here before: what they were writing is theirs, and goes.
 * The link for the gespreksleider stays, because the server never shows it again.
 */
export async function takeSeat(keep: Keep, seat: Seat): Promise<void> {
  const held = await seatAt(keep, seat.board, seat.device)
  const same = held?.token === seat.token ? held : {}
  const leader = held?.leaderSecret === undefined ? {} : { leaderSecret: held.leaderSecret }
  const taken: Seat = { at: Date.now(), ...same, ...leader, ...seat }
  await keep.set(key(seat.board, seat.device), taken)
  if (held && held.token !== seat.token) await forgetTexts(keep, placeOf(held))
}

/**
 * The token to ask a seat with, the same until one was taken: when the answer is lost, asking again
 * gives that very seat, not a second one.
 */
export async function tokenToAsk(keep: Keep, door: string): Promise<string> {
  const kept = await keep.get<string>(`asking/${door}`)
  if (kept !== undefined) return kept
  const token = newId()
  await keep.set(`asking/${door}`, token)
  return token
}

/** Sit down on what was asked: whoever asks at this door again wants another seat. */
export const asked = (keep: Keep, door: string) => keep.del(`asking/${door}`)

/** Note that a seat which came by code was let in: from here it is as good as one by link. */
export async function letIn(keep: Keep, seat: Seat): Promise<void> {
  if (await holds(keep, seat)) await takeSeat(keep, { ...seat, waiting: false })
}

export const allSeats = async (keep: Keep) =>
  (await keep.under<Seat>('seat/')).map(([, seat]) => seat)

/** Forget a seat with its own texts. Another tab may have taken a newer one, which stays. */
export async function forgetSeat(keep: Keep, seat: Seat): Promise<void> {
  const texts = forgetTexts(keep, placeOf(seat))
  if (await holds(keep, seat)) await keep.del(key(seat.board, seat.device))
  await texts
}

const holds = async (keep: Keep, { board, device, token }: Seat) =>
  (await seatAt(keep, board, device))?.token === token
