/** Ways to put blocks of known height in stacks side by side. Each returns null when they do not fit. */

export interface Grid {
  readonly abreast: number
  readonly gap: number
  readonly height: number
}

export interface Spot {
  readonly across: number
  readonly top: number
}

/** Reads from left to right: each card goes under the shortest stack. */
export function inRows(heights: readonly number[], grid: Grid): Spot[] | null {
  const tops = Array.from({ length: grid.abreast }, () => 0)
  const spots: Spot[] = []
  for (const height of heights) {
    const across = tops.indexOf(Math.min(...tops))
    const top = tops[across] ?? 0
    if (top + height > grid.height) return null
    spots.push({ across, top })
    tops[across] = top + height + grid.gap
  }
  return spots
}

/** Reads from top to bottom: each stack is filled before the next begins. */
export function inStacks(heights: readonly number[], grid: Grid): Spot[] | null {
  let [across, top] = [0, 0]
  const spots: Spot[] = []
  for (const height of heights) {
    if (top > 0 && top + height > grid.height) [across, top] = [across + 1, 0]
    if (across >= grid.abreast || height > grid.height) return null
    spots.push({ across, top })
    top += height + grid.gap
  }
  return spots
}

/** Packs closest, at the price of the order: only where the alternative is not to fit. */
export function tallestFirst(heights: readonly number[], grid: Grid): Spot[] | null {
  const order = heights.map((_, at) => at).sort((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0))
  const sorted = inRows(
    order.map((at) => heights[at] ?? 0),
    grid,
  )
  if (sorted === null) return null
  const spots: Spot[] = []
  for (const [at, from] of order.entries()) spots[from] = sorted[at] ?? { across: 0, top: 0 }
  return spots
}

/**
 * Leaves each card in its stack, and puts new ones (null) where reading goes on: in the same stack
 * where one is filled before the next begins, else in the shortest. Null also where a card would
 * lie above one that comes before it, and more than its own height apart.
 */
export function inPlace(
  heights: readonly number[],
  stacks: readonly (number | null)[],
  grid: Grid,
): Spot[] | null {
  const known = stacks.filter((one) => one !== null)
  const downwards = known.every((one, at) => at === 0 || one >= (known[at - 1] ?? 0))
  const tops = Array.from({ length: grid.abreast }, () => 0)
  const spots: Spot[] = []
  let lowest = 0
  for (const [at, height] of heights.entries()) {
    const next = downwards ? (spots.at(-1)?.across ?? 0) : tops.indexOf(Math.min(...tops))
    const across = stacks[at] ?? next
    const top = tops[across] ?? Infinity
    if (top + height > grid.height || (!downwards && top + 2 * height <= lowest)) return null
    lowest = Math.max(lowest, top)
    spots.push({ across, top })
    tops[across] = top + height + grid.gap
  }
  return spots
}
