import type { DeployState } from '../../src/domain/deploys/deploy.ts'
import { approve, plan, request, rollBack, waitUntil } from './deploy-people.ts'
import type { About, KillPoint } from './deploy-points.ts'
import type { DeployStage } from './deploy-stage.ts'
import {
  ASKER,
  BUILDS_TOKEN,
  digestOf,
  OTHER_ASKER,
  PROJECT,
  REPOSITORY,
  SERVICE,
} from './deploy-workspace.ts'
import { pause } from './deploy-stage.ts'

/** What the journey would have come to without any kill. */
export interface Expected {
  deploys: { id: string; state: DeployState; words: RegExp; notices: string[] }[]
  /** How often each region's image was changed, and the version that runs there then. */
  changes: Record<'kr' | 'eu1' | 'us1', number>
  version: string
}

export interface Killing {
  /** Kills at these moments of the deploy that `about` names, one after the other. */
  points(about: About, points: readonly KillPoint[]): void
}

export interface Journey {
  stage: DeployStage
  /** What runs everywhere before. */
  from: string
  /** Unused versions. */
  newVersion(): string
  killing: Killing
}

export type JourneyName = 'succeeds' | 'waits in line' | 'fails and is rolled back'
export type JourneyPoints = { deploy: readonly KillPoint[]; rollback: readonly KillPoint[] }

export const JOURNEYS: Record<JourneyName, (journey: Journey, points: JourneyPoints) => Promise<Expected>> = {
  async succeeds({ stage, newVersion, killing }, points) {
    const version = newVersion()
    await build(stage, version)
    killing.points({ version, kind: 'deploy' }, points.deploy)
    await plan(stage, ASKER, version)
    const id = await request(stage, ASKER, version)
    await approve(stage, id, 0)
    await waitForWave(stage, id, 1)
    await approve(stage, id, 1)
    await over(stage, id)
    return { deploys: [succeeded(id)], changes: { kr: 1, eu1: 1, us1: 1 }, version }
  },

  async 'waits in line'({ stage, newVersion, killing }, points) {
    const [first, version] = [newVersion(), newVersion()]
    await build(stage, first)
    await build(stage, version)
    const before = await request(stage, OTHER_ASKER, first)
    await plan(stage, ASKER, version)
    const id = await request(stage, ASKER, version)
    killing.points({ version, kind: 'deploy' }, points.deploy)
    await approve(stage, before, 0)
    await approve(stage, id, 0)
    await waitForWave(stage, before, 1)
    await approve(stage, before, 1)
    await over(stage, before)
    // What runs changed under both of its approvals: each is asked for once more.
    while (!isOver(stage, id)) {
      const { state } = recordOf(stage, id) ?? {}
      if (state === 'waiting-for-approval') await approve(stage, id, waveOf(stage, id))
      else await pause(20)
    }
    return {
      deploys: [
        succeeded(before),
        { ...succeeded(id), notices: [...Array<string>(4).fill('approval'), 'ended'] },
      ],
      changes: { kr: 2, eu1: 2, us1: 2 },
      version,
    }
  },

  async 'fails and is rolled back'({ stage, newVersion, from, killing }, points) {
    const version = newVersion()
    for (const { faults } of Object.values(stage.clusters)) faults.images.set(digestOf(version), 'crash')
    await build(stage, version)
    killing.points({ version, kind: 'deploy' }, points.deploy)
    await plan(stage, ASKER, version)
    const id = await request(stage, ASKER, version)
    await approve(stage, id, 0)
    await over(stage, id)
    killing.points({ version: from, kind: 'rollback' }, points.rollback)
    const rollback = await rollBack(stage, ASKER, id)
    await over(stage, rollback)
    const failed = { id, state: 'rolled-back' as const, words: /Rolled back/ }
    const undone = { id: rollback, state: 'succeeded' as const, words: /Serving in 3 of 3/ }
    return {
      deploys: [
        { ...failed, notices: ['approval', 'ended', 'rolled-back'] },
        { ...undone, notices: ['ended'] },
      ],
      changes: { kr: 2, eu1: 0, us1: 0 },
      version: from,
    }
  },
}

function succeeded(id: string): Expected['deploys'][number] {
  return { id, state: 'succeeded', words: /Serving in 3 of 3/, notices: ['approval', 'approval', 'ended'] }
}

function recordOf({ truth }: DeployStage, deployId: string) {
  return truth().deploys.find(({ id }) => id === deployId)
}

function waveOf(stage: DeployStage, deployId: string): number {
  const waves = recordOf(stage, deployId)?.waves ?? []
  return waves.findIndex(({ rollouts }) => rollouts.some(({ state }) => state !== 'succeeded'))
}

function isOver(stage: DeployStage, deployId: string): boolean {
  return typeof recordOf(stage, deployId)?.finishedAt === 'number'
}

/** Until the wave asks for its approval. */
function waitForWave(stage: DeployStage, deployId: string, wave: number): Promise<void> {
  return waitUntil(`wave ${wave + 1} asks`, () => {
    return waveOf(stage, deployId) === wave && recordOf(stage, deployId)?.state === 'waiting-for-approval'
  })
}

function over(stage: DeployStage, deployId: string): Promise<void> {
  return waitUntil('the end of the deploy', () => isOver(stage, deployId))
}

/** As CI does: it tells until it is heard. */
async function build({ bot, registry, now }: DeployStage, version: string): Promise<void> {
  const digest = digestOf(version)
  registry.add('payments/checkout', version, digest)
  const body = JSON.stringify({
    project: PROJECT,
    service: SERVICE,
    image: REPOSITORY,
    digest,
    tag: version,
    commit: digest.slice(-40),
    branch: 'main',
    author: 'Gus Guest',
    authorSlackId: null,
    message: `Release ${version}`,
    commits: [`Make ${version} faster`],
    ciLink: `https://ci.example.test/builds/${version}`,
    builtAt: new Date(now()).toISOString(),
  })
  const headers = { authorization: `Bearer ${BUILDS_TOKEN}`, 'content-type': 'application/json' }
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const url = bot.url()
    const answer =
      url && (await fetch(`${url}/webhooks/builds/ci`, { method: 'POST', headers, body }).catch(() => null))
    if (answer && answer.ok) return
    if (answer && answer.status < 500) throw new Error(`build refused: ${await answer.text()}`)
  }
  throw new Error('the bot took no build')
}
