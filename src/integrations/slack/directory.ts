import type { Clock } from '../../lib/clock.ts'
import type { Directory } from '../../domain/messages.ts'
import { createSlackCalls, type Body, type CallResult, type SlackCall, type SlackDeps } from './calls.ts'
import { createFresh } from './fresh.ts'
import { membershipOf, nameOf, type SlackUser } from './membership.ts'

const MAX_AGE_MS = 60_000
const READ_TIMEOUT_MS = 5000
const TRIES = 3
const LONGEST_WAIT_MS = 2000

/** Adapter of the port Directory. Reads may be repeated, so that one hiccup does not turn a member away. */
export function createSlackDirectory(deps: SlackDeps): Directory {
  const { clock } = deps
  const read = createReader(createSlackCalls({ timeoutMs: READ_TIMEOUT_MS, ...deps }), clock)
  const ownTeam = createFresh(clock, 24 * 3_600_000, async () => {
    const body = await read('auth.test', {})
    return typeof body?.team_id === 'string' ? body.team_id : null
  })
  const people = createFresh(clock, MAX_AGE_MS, async (user) => {
    const body = await read('users.info', { user })
    return (body?.user as SlackUser | undefined) ?? null
  })
  // One call for all groups: asked one by one, twenty teams would use up a minute of Slack's allowance.
  const groups = createFresh(clock, MAX_AGE_MS, async () => {
    const body = await read('usergroups.list', { include_users: true })
    if (!Array.isArray(body?.usergroups)) return null
    const listed = body.usergroups as { id: string; users?: string[] }[]
    return new Map(listed.map(({ id, users }) => [id, users ?? []]))
  })
  return {
    async person(userId) {
      const [user, team] = await Promise.all([people(userId), ownTeam('')])
      if (user === null || team === null)
        return { membership: 'unknown', name: user === null ? '' : nameOf(user) }
      return { membership: membershipOf(user, team), name: nameOf(user) }
    },
    async groupMembers(userGroup, { fresh } = { fresh: false }) {
      const listed = await groups('', { anew: fresh })
      return listed?.get(userGroup) ?? null
    },
  }
}

/** Up to two repetitions, shortly: somebody waits for the answer. null when Slack could not say. */
function createReader(call: SlackCall, clock: Clock): (method: string, args: Body) => Promise<Body | null> {
  return async (method, args) => {
    for (let tried = 1; ; tried++) {
      const result = await call(method, args)
      if (result.outcome === 'done') return result.body
      const waitMs = waitBeforeRetry(result, tried)
      if (waitMs === null || tried >= TRIES) return null
      await clock.sleep(waitMs)
    }
  }
}

function waitBeforeRetry(result: Exclude<CallResult, { outcome: 'done' }>, tried: number): number | null {
  if (result.outcome === 'refused') return null
  const waitMs = result.outcome === 'limited' ? result.retryAfterMs : 100 * 4 ** (tried - 1)
  return waitMs <= LONGEST_WAIT_MS ? waitMs : null
}
