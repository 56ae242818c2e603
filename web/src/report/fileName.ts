/** The part of a file's name that comes from a title: letters and digits of any script, nothing else. */
export function fileName(title: string): string {
  const kept = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  return (
    [...kept]
      .slice(0, 60)
      .join('')
      .replace(/^-+|-+$/g, '') || 'flapover'
  )
}
