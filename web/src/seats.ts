/** The seats that this browser holds: one per board and kind of device. */
import { forgetTexts, type Keep } from './keep'

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

export const takeSeat = (keep: Keep, seat: Seat) =>
  keep.set(key(seat.board, seat.device), { at: Date.now(), ...seat })

export const allSeats = async (keep: Keep) =>
  (await keep.under<Seat>('seat/')).map(([, seat]) => seat)

/** Forget a seat and, with the phone's, all texts of that board. */
export async function forgetSeat(keep: Keep, board: string, device: SeatDevice): Promise<void> {
  const texts = device === 'phone' ? forgetTexts(keep, board) : null
  await Promise.all([texts, keep.del(key(board, device))])
}
