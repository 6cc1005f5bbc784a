import { useEffect, useRef, useState } from 'preact/hooks'
import { person, post } from './api.js'
import { usePage } from './context.js'
import { useSurface } from './surface.js'

const SETTLE_MS = 150
const SHORTEST_QUERY = 3

const IDLE = { state: 'idle', groups: [] }

/** Asks the app what a searchable picker offers: `{state, groups, problem?}`, and `search(typed)`, `forget()`. */
export function useSearch(element, blockId) {
  const { me } = usePage()
  const { view_id: viewId } = useSurface()
  const [found, setFound] = useState(IDLE)
  const run = useRef({ latest: 0, timer: null })
  const least = element.min_query_length ?? SHORTEST_QUERY
  const begin = () => {
    clearTimeout(run.current.timer)
    run.current.latest += 1
    return run.current.latest
  }
  useEffect(() => () => void begin(), [])
  const ask = async (typed, turn) => {
    let next
    try {
      const path = `${person(me.id)}/views/${viewId}/options`
      const answer = await post(path, { action_id: element.action_id, block_id: blockId, typed })
      next = { state: 'found', groups: groupsOf(answer) }
    } catch (error) {
      next = { state: 'problem', groups: [], problem: describe(error) }
    }
    if (run.current.latest === turn) setFound(next)
  }
  const search = (typed, { atOnce = false } = {}) => {
    const turn = begin()
    if (typed.length < least) return setFound({ state: 'short', groups: [], least })
    setFound((before) => ({ ...before, state: 'searching' }))
    run.current.timer = setTimeout(() => void ask(typed, turn), atOnce ? 0 : SETTLE_MS)
  }
  const forget = () => {
    begin()
    setFound(IDLE)
  }
  return { ...found, search, forget }
}

function groupsOf(answer) {
  const plain = (options) =>
    options.map((option) => ({
      value: option.value,
      text: option.text.text,
      description: option.description?.text,
    }))
  if (!answer.option_groups) return answer.options?.length ? [{ options: plain(answer.options) }] : []
  return answer.option_groups.map((group) => ({ label: group.label.text, options: plain(group.options) }))
}

function describe(error) {
  if (error.code === 'operation_timeout') return 'The app did not answer within 3 seconds.'
  if (error.code === 'dispatch_failed') return 'The app could not be reached.'
  return error.message
}
