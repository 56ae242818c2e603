/** Where a card can be put: the flap of the step first, then its own, then the others. */
import type { CardView, Sheet } from '../protocol'

export interface Spot {
  /** Null: the whole flap, which has no columns. */
  readonly zone: string | null
  readonly title: string
}

export interface FlapSpots {
  readonly id: string
  readonly title: string
  readonly spots: readonly Spot[]
}

/** List every flap with its columns; a flap without columns is one spot. */
export function placesFor(sheets: readonly Sheet[], card: CardView, open: string): FlapSpots[] {
  const first = (sheet: Sheet) => (sheet.id === open ? 0 : sheet.id === card.sheet ? 1 : 2)
  return [...sheets]
    .sort((a, b) => first(a) - first(b))
    .map((sheet) => ({
      id: sheet.id,
      title: sheet.title,
      spots:
        sheet.zones.length > 0
          ? sheet.zones.map((zone) => ({ zone: zone.id, title: zone.title }))
          : [{ zone: null, title: sheet.title }],
    }))
}
