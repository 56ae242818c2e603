/** What a clock shows for so many ms: rounded up, so that 0:00 is shown only when it is over. */
export function clockFace(leftMs: number): { readonly seconds: number; readonly text: string } {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const minutes = Math.floor(seconds / 60)
  return { seconds, text: `${minutes}:${String(seconds % 60).padStart(2, '0')}` }
}
