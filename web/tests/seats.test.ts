import { expect, test } from 'vitest'
import { keepInMemory } from '../src/keep'
import { asked, letIn, seatAt, takeSeat, tokenToAsk, type Seat } from '../src/seats'

const SEAT: Seat = { board: 'b1', device: 'phone', token: 'one' }

test('the link for the gespreksleider outlives the seat that it came with', async () => {
  const keep = keepInMemory()
  await takeSeat(keep, { ...SEAT, leaderSecret: 'geheim' })
  await takeSeat(keep, { ...SEAT, token: 'two', via: 'other' })
  expect(await seatAt(keep, 'b1', 'phone')).toMatchObject({ token: 'two', leaderSecret: 'geheim' })
})

test('who is let in waits no longer', async () => {
  const keep = keepInMemory()
  await takeSeat(keep, { ...SEAT, waiting: true })
  await letIn(keep, { ...SEAT, waiting: true })
  expect(await seatAt(keep, 'b1', 'phone')).toMatchObject({ token: 'one', waiting: false })
})

test('an old tab that is let in takes nothing from the newer seat', async () => {
  const keep = keepInMemory()
  await takeSeat(keep, { ...SEAT, token: 'two' })
  await letIn(keep, { ...SEAT, waiting: true })
  expect(await seatAt(keep, 'b1', 'phone')).toMatchObject({ token: 'two' })
})

test('P2 who asks again after a lost answer asks with the same token, and after that with another', async () => {
  const keep = keepInMemory()
  const first = await tokenToAsk(keep, 'door')
  expect(await tokenToAsk(keep, 'door')).toBe(first)
  expect(await tokenToAsk(keep, 'other door')).not.toBe(first)
  await asked(keep, 'door')
  expect(await tokenToAsk(keep, 'door')).not.toBe(first)
})
