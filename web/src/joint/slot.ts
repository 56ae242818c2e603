/** Where the words wait on this device that are not on the board yet. */
export function jointSlot(kind: string, onBehalfOf: string | null = null): string {
  return `write_joint/${kind}${onBehalfOf === null ? '' : `/${onBehalfOf}`}`
}
