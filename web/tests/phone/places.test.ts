import { expect, it } from 'vitest'
import { placesFor } from '../../src/phone/places'
import type { CardView } from '../../src/protocol'
import { flap } from '../made'

const sheets = [flap('een', 'Een'), flap('twee', 'Twee', 'a'), flap('drie', 'Drie')]

it('offers the flap of the step first, then that of the card, then the others', () => {
  const places = placesFor(sheets, { sheet: 'twee' } as CardView, 'drie')
  expect(places.map((flap) => flap.id)).toEqual(['drie', 'twee', 'een'])
})
it('offers every column, and a flap without columns as one place', () => {
  const places = placesFor(sheets, { sheet: 'een' } as CardView, 'een')
  expect(places.map((flap) => flap.spots.map((spot) => spot.zone))).toEqual([[null], ['a'], [null]])
})
