import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'

/** What every part of the page may need: workspace, who is looking, the event stream, where to go. */
export const Page = createContext(null)
export const usePage = () => useContext(Page)

/** Calls `fn` for each event of the stream. */
export function useLive(fn) {
  const { live } = usePage()
  const latest = useRef(fn)
  latest.current = fn
  useEffect(() => live.subscribe((event) => latest.current(event)), [live])
}

const SETTLE_MS = 60

/**
 * Something loaded from the API: `{ data, error, reload }`. Calls of `reload` within a moment become one,
 * one request runs at a time, and an answer for an older key is dropped.
 */
export function useLoaded(key, load) {
  const [state, setState] = useState({ key, data: undefined, error: null })
  const loader = useRef(load)
  loader.current = load
  const run = useRef({ key, timer: null, running: false, again: false })
  const start = useCallback(async () => {
    const now = run.current
    if (now.running) return void (now.again = true)
    now.running = true
    const asked = now.key
    let next
    try {
      next = { key: asked, data: await loader.current(), error: null }
    } catch (error) {
      next = { key: asked, error }
    }
    now.running = false
    if (now.key === asked)
      setState((before) => ({ data: before.key === asked ? before.data : undefined, ...next }))
    if (now.again || now.key !== asked) {
      now.again = false
      await start()
    }
  }, [])
  const reload = useCallback(() => {
    run.current.timer ??= setTimeout(() => {
      run.current.timer = null
      void start()
    }, SETTLE_MS)
  }, [start])
  useEffect(() => {
    run.current.key = key
    void start()
  }, [key, start])
  useEffect(() => () => clearTimeout(run.current.timer), [])
  const current = state.key === key ? state : { data: undefined, error: null }
  return { data: current.data, error: current.error, reload }
}
