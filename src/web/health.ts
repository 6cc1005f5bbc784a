import type { FastifyInstance } from 'fastify'

export interface HealthDeps {
  /** Throws when a write cannot be committed. */
  checkWritable(): Promise<void>
  /** Whether commands and clicks can arrive; `reason` says why not. */
  slackDoor(): { alive: boolean; reason?: string }
  /** Slack's refusal of the bot token (`invalid_auth`, `token_revoked`, …), null while it is accepted. */
  tokenProblem(): string | null
  /** A clock that never goes back. */
  now(): number
}

/** What stands in the way of being ready: the part, and why. */
export interface NotReady {
  check: 'store' | 'slack' | 'token'
  reason: string
}

const CHECK_TIMEOUT_MS = 1_500
const CACHED_MS = 1_000

/** GET /healthz: the process answers. GET /readyz: it can store alerts and talk to Slack. */
export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  const check = createReadyCheck(deps)
  app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok'))
  app.get('/readyz', async (_request, reply) => {
    const problems = await check()
    return reply.code(problems.length === 0 ? 200 : 503).send({ ready: problems.length === 0, problems })
  })
}

/** One check at a time, its result kept for a second, never longer under way than the timeout. */
export function createReadyCheck(deps: HealthDeps): () => Promise<NotReady[]> {
  let last: { at: number; result: Promise<NotReady[]> } | null = null
  let writing: Promise<void> | null = null
  // A store that hangs is asked once, not again each second.
  const checkWritable = () => (writing ??= deps.checkWritable().finally(() => (writing = null)))
  return () => {
    const now = deps.now()
    if (!last || now - last.at >= CACHED_MS) last = { at: now, result: look(deps, checkWritable) }
    return last.result
  }
}

async function look(deps: HealthDeps, checkWritable: () => Promise<void>): Promise<NotReady[]> {
  const problems: NotReady[] = []
  const store = await storeProblem(checkWritable)
  if (store) problems.push({ check: 'store', reason: store })
  const door = deps.slackDoor()
  if (!door.alive) problems.push({ check: 'slack', reason: door.reason ?? 'no connection to Slack' })
  const token = deps.tokenProblem()
  if (token) problems.push({ check: 'token', reason: token })
  return problems
}

async function storeProblem(checkWritable: () => Promise<void>): Promise<string | null> {
  const timeout = Promise.withResolvers<string>()
  const timer = setTimeout(() => timeout.resolve(`no answer in ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS)
  try {
    return await Promise.race([checkWritable().then(() => null), timeout.promise])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}
