/** Copying a text. Plain http on a local network has no clipboard, only the old way. */

/** Return whether the text is on the clipboard now. */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copiedFromField(text)
  }
}

function copiedFromField(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true // no keyboard comes up
  field.style.cssText = 'position:fixed;inset-block-start:0;opacity:0'
  // Outside an open dialog nothing can be selected.
  const place = [...document.querySelectorAll('dialog[open]')].pop() ?? document.body
  place.append(field)
  field.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without https
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}
