import { useEffect } from 'preact/hooks'
import { get } from './api.js'
import { useLoaded } from './context.js'

const EVERY_MS = 1000

/** As `useLoaded`, again every second while somebody can see it. */
export function usePolled(path) {
  const loaded = useLoaded(path, () => get(path))
  const { reload } = loaded
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) reload()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [reload])
  return loaded
}
