/** Until when a record is left alone although something new is wanted of it. Kept in memory: a restart asks again. */
export interface Holds {
  until(id: string, now: number): number
  hold(id: string, until: number, now: number): void
}

const SWEEP_AT = 2000

export function createHolds(): Holds {
  const held = new Map<string, number>()
  return {
    until: (id, now) => Math.max(held.get(id) ?? now, now),
    hold(id, until, now) {
      if (until <= now) return void held.delete(id)
      held.set(id, until)
      if (held.size < SWEEP_AT) return
      for (const [known, end] of held) if (end <= now) held.delete(known)
    },
  }
}
