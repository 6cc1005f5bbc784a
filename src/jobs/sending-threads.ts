/** Notices that wait in this process for their thread's first message. Lost in a restart: they also look by themselves. */
export interface WaitingReplies {
  wait(cardId: string, noticeKey: string): void
  forget(cardId: string, noticeKey: string): void
  /** The waiting ones, which are forgotten. */
  take(cardId: string): string[]
}

export function createWaitingReplies(): WaitingReplies {
  const waiting = new Map<string, Set<string>>()
  return {
    wait(cardId, noticeKey) {
      waiting.set(cardId, (waiting.get(cardId) ?? new Set()).add(noticeKey))
    },
    forget(cardId, noticeKey) {
      const keys = waiting.get(cardId)
      keys?.delete(noticeKey)
      if (keys?.size === 0) waiting.delete(cardId)
    },
    take(cardId) {
      const keys = [...(waiting.get(cardId) ?? [])]
      waiting.delete(cardId)
      return keys
    },
  }
}
