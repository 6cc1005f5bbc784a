import { setTimeout as sleep } from 'node:timers/promises'
import { wordsOf } from '../test/harness/read-message.ts'
import { isOver } from '../src/domain/deploys/deploy.ts'
import type { DeployRecord } from '../src/domain/deploys/deploy-record.ts'
import { readDeploys } from './deploys-database.ts'
import type { DeployStage } from './deploys-stage.ts'
import { ENVIRONMENT, VERSION, type BenchService } from './deploys-workspace.ts'

const LOOK_MS = 20
const TRIES = 3
const PLAN_WITHIN_MS = 10_000

/** Types the command, waits for the plan and hands it in. */
export async function deploy({ slack }: DeployStage, service: BenchService): Promise<void> {
  const person = slack.as(service.person)
  const line = `/deploy ${service.service} ${VERSION} ${ENVIRONMENT}`
  const shown = () => person.views().at(-1)
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    await person.command({ channel: service.channel, text: line })
    for (const end = Date.now() + PLAN_WITHIN_MS; Date.now() < end && !shown()?.submit;) await sleep(LOOK_MS)
    const plan = shown()
    if (plan?.submit && (await person.submit(plan.id, {})).ok) return
    const open = shown()
    if (open && attempt < TRIES) await person.close(open.id, { all: true })
  }
  const words = wordsOf({ blocks: shown()?.blocks })
  throw new Error(`${line}: no plan to hand in\n${words}`)
}

const AT_ONCE = 5

/** All services, a few people at the same time. */
export async function deployAll(stage: DeployStage): Promise<void> {
  for (let first = 0; first < stage.services.length; first += AT_ONCE) {
    const some = stage.services.slice(first, first + AT_ONCE)
    await Promise.all(some.map((service) => deploy(stage, service)))
  }
}

/** Resolves to all deploys once each is over and everything about them stands in Slack. */
export async function untilOver(
  { dataDir, services }: DeployStage,
  { withinMs }: { withinMs: number },
): Promise<DeployRecord[]> {
  for (const end = Date.now() + withinMs; ; await sleep(250)) {
    const { deploys, unshown } = readDeploys(dataDir)
    const isDone = deploys.length === services.length && deploys.every(isOver)
    if (isDone && unshown === 0) return deploys
    if (Date.now() <= end) continue
    const states = deploys.map(({ service, state }) => `${service} ${state}`)
    throw new Error(`not all deploys are over: ${states.join(', ')}`)
  }
}

/** How long each outcome of a deploy or a region took to stand in the thread, ms of Slack's time. */
export function noticeLags({ dataDir }: DeployStage): number[] {
  const { deploys, rollouts, notices } = readDeploys(dataDir)
  const standing = new Map(
    notices.map(({ key, ts }) => [key, ts === null ? Number.POSITIVE_INFINITY : Number(ts) * 1000]),
  )
  const ends = [
    ...deploys.map(({ id, finishedAt }) => ({ key: `deploy:${id}:ended`, finishedAt })),
    ...rollouts.map(({ id, deployId, finishedAt }) => ({
      key: `deploy:${deployId}:failed:${id}`,
      finishedAt,
    })),
  ]
  return ends.flatMap(({ key, finishedAt }) => {
    const at = standing.get(key)
    return at === undefined || finishedAt === null ? [] : [at - finishedAt]
  })
}
