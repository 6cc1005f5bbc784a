/** Counts what is under way, so that work in the background can give way to it. */
export interface InFlight {
  /** The returned function ends it; calling it again does nothing. */
  begin(): () => void
  count(): number
}

export function createInFlight(): InFlight {
  let count = 0
  return {
    begin() {
      let isOver = false
      count++
      return () => {
        if (!isOver) count--
        isOver = true
      }
    },
    count: () => count,
  }
}
