import type { Answers } from '../../domain/messages.ts'
import { createSlackCalls, type Body, type CallResult, type SlackDeps } from './calls.ts'
import { createClockFetch } from './clock-fetch.ts'

/** Adapter of the port Answers: a person waits for these, so they are tried once and never queued. */
export function createSlackAnswers(deps: SlackDeps): Answers {
  const call = createSlackCalls(deps)
  const respond = createResponder(deps)
  return {
    async ephemeral(responseUrl, message) {
      await respond(responseUrl, { replace_original: false, ...message })
    },
    replace: (responseUrl, message) => respond(responseUrl, { replace_original: true, ...message }),
    async openModal(triggerId, view) {
      const result = await call('views.open', { trigger_id: triggerId, view })
      if (result.outcome !== 'done') return { error: errorOf(result) }
      const { id, hash } = viewOf(result.body)
      return { viewId: id, hash }
    },
    async updateModal(viewId, hash, view) {
      const result = await call('views.update', { view_id: viewId, view, ...(hash === null ? {} : { hash }) })
      return result.outcome === 'done' ? { ok: true } : { ok: false, error: errorOf(result) }
    },
  }
}

/**
 * Posts to a response_url: 30 minutes, 5 uses, errors as HTTP 404 with a body that says why.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
function createResponder({
  clock,
  logger,
  onCall,
  timeoutMs = 10_000,
}: SlackDeps): (responseUrl: string, answer: object) => Promise<boolean> {
  const fetchWithin = createClockFetch(clock, timeoutMs)
  return async (responseUrl, given) => {
    const startedAt = clock.now()
    const ended = (outcome: CallResult['outcome']) =>
      onCall?.('response_url', outcome, clock.now() - startedAt)
    const body = JSON.stringify({ response_type: 'ephemeral', ...given })
    try {
      const response = await fetchWithin(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
      })
      ended(response.ok ? 'done' : response.status === 429 ? 'limited' : 'refused')
      if (response.ok) return true
      const answer = (await response.text()).slice(0, 300)
      logger.warn({ status: response.status, answer }, 'answering a person: refused')
    } catch (error) {
      ended('ambiguous')
      logger.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'answering a person: not sent',
      )
    }
    return false
  }
}

function viewOf(body: Body): { id: string; hash: string } {
  const view = (body.view ?? {}) as { id?: unknown; hash?: unknown }
  return {
    id: typeof view.id === 'string' ? view.id : '',
    hash: typeof view.hash === 'string' ? view.hash : '',
  }
}

function errorOf(result: Exclude<CallResult, { outcome: 'done' }>): string {
  return result.outcome === 'limited' ? 'ratelimited' : result.error
}
