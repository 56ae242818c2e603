/** Puts the fixed opening of a kind ('Mijn probleem is …') in front of what was written. */
export function wording(starter: string, text: string): string {
  const opening = starter.replace(/[\s.…]+$/u, '')
  return opening === '' || text.startsWith(opening) ? text : `${opening} ${text}`
}
