const MOST_MODALS = 1_000

/** One wish of somebody about an open modal. */
export interface ModalTurn {
  /** Runs after what is under way for this modal; null when something newer is wished by then. */
  run<Value>(update: () => Promise<Value>): Promise<Value | null>
}

export interface ModalTurns {
  /** Whether anything was wished for this modal yet. */
  has(viewId: string): boolean
  /** From now on what was wished earlier is not shown any more. */
  begin(viewId: string): ModalTurn
}

interface Line {
  newest: number
  last: Promise<unknown>
}

/** Keeps updates of a modal in order and drops those that took longer than the next choice. */
export function createModalTurns(mostModals = MOST_MODALS): ModalTurns {
  const lines = new Map<string, Line>()
  let count = 0
  return {
    has: (viewId) => lines.has(viewId),
    begin(viewId) {
      count += 1
      const turn = count
      const line = lines.get(viewId) ?? { newest: turn, last: Promise.resolve() }
      line.newest = turn
      // Put last, so that the one forgotten is the one that was left alone longest.
      lines.delete(viewId)
      lines.set(viewId, line)
      for (const oldest of lines.keys()) {
        if (lines.size <= mostModals) break
        lines.delete(oldest)
      }
      return {
        run(update) {
          const ran = line.last.then(() => (line.newest === turn ? update() : null))
          line.last = ran.catch(() => undefined)
          return ran
        },
      }
    },
  }
}
