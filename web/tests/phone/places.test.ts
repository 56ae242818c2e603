import { expect, it } from 'vitest'
import { placesFor } from '../../src/phone/places'
import type { CardView, Sheet } from '../../src/protocol'

const sheets: Sheet[] = [
  { id: 'een', title: 'Een', zones: [] },
  { id: 'twee', title: 'Twee', zones: [{ id: 'a', title: 'A' }] },
  { id: 'drie', title: 'Drie', zones: [] },
]

it('offers the flap of the step first, then that of the card, then the others', () => {
  const places = placesFor(sheets, { sheet: 'twee' } as CardView, 'drie')
  expect(places.map((flap) => flap.id)).toEqual(['drie', 'twee', 'een'])
})
it('offers every column, and a flap without columns as one place', () => {
  const places = placesFor(sheets, { sheet: 'een' } as CardView, 'een')
  expect(places.map((flap) => flap.spots.map((spot) => spot.zone))).toEqual([[null], ['a'], [null]])
})
