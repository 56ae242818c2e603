/** One request at a time, and why the last was refused: what every button of the gespreksleider needs. */
import type { Reason, Request } from '../protocol'
import type { Session } from '../session.svelte'

export class Asking {
  busy = $state(false)
  refused: Reason | null = $state(null)

  constructor(private readonly session: () => Session) {}

  /** Returns whether it was done. While one is under way, another is not asked. */
  async ask(request: Request): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.refused = await this.session().ask(request)
    this.session().dismissRefusal() // told here, where the tap was
    this.busy = false
    return this.refused === null
  }
}
