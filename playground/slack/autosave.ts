import { saveWorkspace } from './persistence.ts'
import type { World } from './world.ts'

const EVERY_MS = 1000
/** Saving a large workspace takes at most a small part of the time. */
const PAUSE_PER_SAVING = 30

/** Saves at most once a second after changes, and when it is ended. */
export function autosave(world: World, path: string): () => void {
  let timer: NodeJS.Timeout | undefined
  let pauseMs = EVERY_MS
  const save = () => {
    timer = undefined
    const startedAt = performance.now()
    saveWorkspace(world, path)
    pauseMs = Math.max(EVERY_MS, (performance.now() - startedAt) * PAUSE_PER_SAVING)
  }
  const unsubscribe = world.events.subscribe(({ type }) => {
    if (type === 'message' || type === 'unread') timer ??= setTimeout(save, pauseMs)
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
    save()
  }
}
