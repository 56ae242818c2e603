/** A film over HTTP: sent in one go, with how far it is; fetched by the browser itself. */
import type { Failure, Result } from '../api'
import type { ClipTaken, Refusal } from '../protocol'

export interface Sending {
  readonly answer: Promise<Result<ClipTaken>>
  abort: () => void
}

/** Nothing gone for so long: the line is dead, whatever the browser thinks. */
const SILENCE_MS = 30_000

const pathOf = (board: string) => `/api/boards/${encodeURIComponent(board)}/clip`

/** Where a `<video>` finds the film; the ticket is no token of the seat. */
export const clipAddress = (board: string, ticket: string) =>
  `${pathOf(board)}?ticket=${encodeURIComponent(ticket)}`

/** XMLHttpRequest, since `fetch` cannot say how much was sent. `told` hears a part of 1. */
export function sendClip(
  board: string,
  token: string,
  file: File,
  told: (part: number) => void,
): Sending {
  const request = new XMLHttpRequest()
  let patience: ReturnType<typeof setTimeout> | undefined
  const waitOn = () => {
    clearTimeout(patience)
    patience = setTimeout(() => {
      request.abort()
    }, SILENCE_MS)
  }
  const answer = new Promise<Result<ClipTaken>>((resolve) => {
    const end = (result: Result<ClipTaken>) => {
      clearTimeout(patience)
      resolve(result)
    }
    request.upload.onprogress = (event) => {
      waitOn()
      if (event.lengthComputable) told(event.loaded / event.total)
    }
    request.onload = () => {
      end(readAnswer(request))
    }
    request.onerror = request.onabort = () => {
      end({ ok: false, reason: 'unreachable' })
    }
    request.open('PUT', pathOf(board))
    request.setRequestHeader('authorization', `Bearer ${token}`)
    // Not what the file says of itself: the server looks at how it begins.
    request.setRequestHeader('content-type', 'application/octet-stream')
    waitOn()
    request.send(file)
  })
  return {
    answer,
    abort: () => {
      request.abort()
    },
  }
}

function readAnswer(request: XMLHttpRequest): Result<ClipTaken> {
  try {
    const said = JSON.parse(request.responseText) as ClipTaken | Refusal
    return 'clip' in said ? { ok: true, value: said } : { ok: false, reason: said.reason }
  } catch {
    return { ok: false, reason: unread(request.status) }
  }
}

/** Not our server's words: a proxy's own page, which often allows less than we do. */
const unread = (status: number): Failure => (status === 413 ? 'file_too_large' : 'unavailable')
