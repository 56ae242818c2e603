/** The link of the gespreksleider says in its fragment that it leads, so that its page can say so. */
const MARK = 'leid.'

export const leading = (secret: string) => MARK + secret

/** Whether a fragment is that of a gespreksleider, and the secret in it. */
export function readFragment(fragment: string): { leads: boolean; secret: string } {
  const leads = fragment.startsWith(MARK)
  return { leads, secret: leads ? fragment.slice(MARK.length) : fragment }
}
