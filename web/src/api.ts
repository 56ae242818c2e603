/** The few things that go over HTTP. Errors come back as values: every screen must show them. */
import { within } from './patience'
import type {
  About,
  ClipTicket,
  Knock,
  Language,
  MethodCard,
  NewBoard,
  NewSeat,
  Opened,
  OwnMethodChecked,
  Refusal,
  Seated,
  SharedParts,
} from './protocol'

export type Failure = Refusal['reason'] | 'unreachable'
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Failure }

const PATIENCE_MS = 15_000
const REPORT_PATIENCE_MS = 60_000

export const openBoard = (body: NewBoard) => post<Opened>('/api/boards', body)
export const takeSeatAt = (board: string, body: NewSeat) =>
  post<Seated>(`/api/boards/${encodeURIComponent(board)}/seats`, body)
export const knock = (body: Knock) => post<Seated>('/api/lobby', body)
export const methods = (language: Language) =>
  read<MethodCard[]>(`/api/methods?language=${language}`)
export const about = () => read<About>('/api/about')

/** The verslag in one form (`pdf`, `md`, …), made on the spot: a large PDF takes a while. */
export async function reportFile(
  board: string,
  token: string,
  form: string,
): Promise<Result<Blob>> {
  const path = `/api/boards/${encodeURIComponent(board)}/report.${form}`
  const init = { headers: { authorization: `Bearer ${token}` } }
  return call(path, init, (answer) => answer.blob(), REPORT_PATIENCE_MS)
}

/** What lets a `<video>` fetch the clip that the open step shows. */
export const clipTicket = (board: string, token: string) =>
  call<ClipTicket>(
    `/api/boards/${encodeURIComponent(board)}/clip/ticket`,
    { method: 'POST', headers: { authorization: `Bearer ${token}` } },
    (answer) => answer.json() as Promise<ClipTicket>,
  )

export const sharedParts = (language: Language) =>
  read<SharedParts>(`/api/shared?language=${language}`)
export const methodSource = (method: string, language: Language) =>
  call<string>(
    `/api/methods/${encodeURIComponent(method)}/source?language=${language}`,
    {},
    (answer) => answer.text(),
  )
export const checkOwn = (text: string, language: Language) =>
  sendYaml('POST', `/api/methods/check?language=${language}`, text)
/** Mistakes come back as an answer; a failure is that nothing was read. */
export const planOwn = (board: string, token: string, text: string, language: Language) =>
  sendYaml('PUT', `/api/boards/${encodeURIComponent(board)}/plan?language=${language}`, text, token)

const sendYaml = (method: string, path: string, text: string, token?: string) =>
  call<OwnMethodChecked>(
    path,
    {
      method,
      headers: {
        'content-type': 'application/yaml',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: text,
    },
    (answer) => answer.json() as Promise<OwnMethodChecked>,
    PATIENCE_MS,
    [422],
  )

const read = <T>(path: string) => call<T>(path, {}, (answer) => answer.json() as Promise<T>)

const post = <T>(path: string, body: unknown) =>
  call<T>(
    path,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    (answer) => answer.json() as Promise<T>,
  )

async function call<T>(
  path: string,
  init: RequestInit,
  take: (answer: Response) => Promise<T>,
  patience = PATIENCE_MS,
  /** Statuses beside 2xx that carry an answer as well. */
  answers: readonly number[] = [],
): Promise<Result<T>> {
  try {
    const signal = within(patience)
    const answer = await fetch(path, { ...init, signal, cache: 'no-store', credentials: 'omit' })
    if (answer.ok || answers.includes(answer.status)) return { ok: true, value: await take(answer) }
    return { ok: false, reason: await refusal(answer) }
  } catch {
    return { ok: false, reason: 'unreachable' }
  }
}

async function refusal(answer: Response): Promise<Failure> {
  try {
    return ((await answer.json()) as Refusal).reason
  } catch {
    return 'unavailable' // not our server's words: a proxy's error page
  }
}
