/** What the page reloads by: each event names what changed, never its content. */
export interface WorkspaceEvent {
  type: 'message' | 'ephemeral' | 'view' | 'unread' | 'traffic'
  channel?: string
  ts?: string
  thread_ts?: string
  change?: 'posted' | 'updated' | 'deleted'
  /** Only this person may see it. */
  user?: string
  id?: number | string
}

export interface EventFeed {
  emit(event: WorkspaceEvent): void
  /** Returns the function that ends it. */
  subscribe(listener: (event: WorkspaceEvent) => void): () => void
}

export function createEventFeed(): EventFeed {
  const listeners = new Set<(event: WorkspaceEvent) => void>()
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
