/**
 * At which card one is, while several devices may lay cards on the table of all.
 *
 * What somebody else lays is followed. What this phone itself laid comes back from the server as
 * well, late and in order: that must not turn one back who is already further.
 */
export class AtTable {
  /** The card on this screen. */
  at: string | null = $state(null)
  #underway: readonly (string | null)[] = $state.raw([])
  #seen: string | null

  constructor(
    focus: string | null,
    private readonly put: (card: string | null) => Promise<unknown>,
  ) {
    this.at = focus
    this.#seen = focus
  }

  /** Return what lies on the table, as this phone wants it: before the server has said so, too. */
  table(focus: string | null): string | null {
    return this.#underway.length > 0 ? (this.#underway.at(-1) ?? null) : focus
  }

  async lay(card: string | null): Promise<void> {
    this.#underway = [...this.#underway, card]
    await this.put(card)
    this.#underway = this.#underway.slice(1)
  }

  /** Take note of what lies on the table; to be called from an effect. */
  follow(focus: string | null): void {
    if (this.#underway.length > 0 || focus === this.#seen) return
    this.#seen = focus
    if (focus !== null) this.at = focus
  }
}
