import { createContext } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { person, post } from './api.js'
import { blockIdNow } from './block-elements.js'
import { usePage } from './context.js'

/**
 * Where an element stands: `{channel, ts}` of a message or `{view_id}`, and `blocks()`, what is there by now. A modal
 * adds `inputs` and `values`.
 */
export const Surface = createContext({})
export const useSurface = () => useContext(Surface)

const FAILED_SHOWN_MS = 8000

/**
 * Clicking: `busy` until the bot acknowledged, `problem` when it did not. `click` answers with the problem when the
 * element is gone by then and cannot show it.
 */
export function useClick(element, blockId) {
  const { me } = usePage()
  const surface = useSurface()
  const [state, setState] = useState({ busy: false, problem: null })
  const alive = useRef(true)
  const timer = useRef(null)
  useEffect(
    () => () => {
      alive.current = false
      clearTimeout(timer.current)
    },
    [],
  )
  const click = async (value) => {
    clearTimeout(timer.current)
    setState({ busy: true, problem: null })
    let problem = null
    try {
      const standsIn = blockIdNow(surface.blocks(), element, blockId)
      if (!standsIn) throw new Error('It was updated in the meantime, and this is no longer there.')
      const target = surface.view_id
        ? { view_id: surface.view_id }
        : { channel: surface.channel, ts: surface.ts }
      const values = surface.values?.()
      await post(`${person(me.id)}/click`, {
        ...target,
        action_id: element.action_id,
        block_id: standsIn,
        ...(value === undefined ? {} : { value }),
        ...(values && Object.keys(values).length ? { values } : {}),
      })
    } catch (error) {
      problem = describe(error)
    }
    if (!alive.current) return problem
    setState({ busy: false, problem })
    if (problem) timer.current = setTimeout(() => setState({ busy: false, problem: null }), FAILED_SHOWN_MS)
    return null
  }
  return { ...state, click }
}

function describe(error) {
  if (error.code === 'operation_timeout') return 'The app did not answer within 3 seconds.'
  if (error.code === 'dispatch_failed') return 'The app could not be reached.'
  return error.message
}
