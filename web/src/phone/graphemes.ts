/** Counts text as people do: a family emoji is one. The server counts alike. */

export const MOST_GRAPHEMES = 2000
/** From here on the field says how much room is left. */
export const NEARLY_GRAPHEMES = 1800

const segmenter =
  typeof Intl !== 'undefined' && 'Segmenter' in Intl
    ? new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    : null

export function graphemes(text: string): number {
  if (!segmenter) return [...text].length
  return Array.from(segmenter.segment(text)).length
}

/** Return how much room is left, or null while there is plenty: the cheap length is asked first. */
export function roomLeft(text: string): number | null {
  if (text.length < NEARLY_GRAPHEMES) return null
  const count = graphemes(text)
  return count < NEARLY_GRAPHEMES ? null : MOST_GRAPHEMES - count
}
