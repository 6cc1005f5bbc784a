import { setTimeout as sleep } from 'node:timers/promises'
import { buttonsOf } from '../test/harness/read-message.ts'
import { row, type BenchRow } from './bench-row.ts'
import { deploy } from './deploys-people.ts'
import { startDeployStage, type DeployStage } from './deploys-stage.ts'
import { digestOf, VERSION, type BenchService } from './deploys-workspace.ts'

const REGIONS = ['kr', 'eu1', 'us1', 'jp1']
/** The simulator's own speed of a pod. */
const POD_READY_MS = 8000
const TARGET_MS = 15_000
const WITHIN_MS = 60_000
const LOOK_MS = 20

/** Two clicks on the card of a deploy that fails and still runs, and the seconds until pods of the old version come. */
export async function rollbackRows(): Promise<BenchRow[]> {
  const stage = await startDeployStage({
    services: 1,
    readyMs: Object.fromEntries(REGIONS.map((region) => [region, POD_READY_MS])),
    workload: { replicas: 3 },
  })
  try {
    const [service] = stage.services
    if (!service) throw new Error('the bench has no service')
    for (const { faults } of Object.values(stage.clusters))
      faults.images.set(digestOf(service, VERSION), 'readiness')
    await deploy(stage, service)
    await until(() => podsOf(stage, service, true).length === REGIONS.length)
    const before = new Set(podsOf(stage, service, false).map(({ uid }) => uid))
    const submittedAt = await rollBack(stage, service)
    const fresh = () => podsOf(stage, service, false).filter(({ uid }) => !before.has(uid))
    const createdMs = (await until(() => fresh().length > 0)) - submittedAt
    const readyMs = (await until(() => fresh().some(({ isReady }) => isReady))) - submittedAt
    const goal = { target: '≤ 15 s', ok: createdMs <= TARGET_MS }
    return [
      row('rollback submitted → first new pod, while the failing rollout runs', createdMs / 1000, 's', goal),
      row('rollback submitted → first new pod ready (a pod takes 8 s)', readyMs / 1000, 's'),
    ]
  } finally {
    await stage.stop()
  }
}

/** The first click opens the plan, the second hands it in; resolves to the moment of the second. */
async function rollBack({ slack }: DeployStage, service: BenchService): Promise<number> {
  const person = slack.as(service.person)
  const card = () => slack.messages(service.channel)[0] ?? {}
  const buttons = () => buttonsOf(card(), 'deploy:roll-back')
  await until(() => buttons().length > 0)
  await person.click({ channel: service.channel, ts: String(card()['ts']), ...buttons()[0]! })
  await until(() => Boolean(person.views().at(-1)?.submit))
  const submittedAt = Date.now()
  await person.submit(person.views().at(-1)?.id ?? '', {})
  return submittedAt
}

interface SeenPod {
  uid: string
  isReady: boolean
}

/** Pods of the new version, or of any other. */
function podsOf({ clusters }: DeployStage, service: BenchService, isNew: boolean): SeenPod[] {
  const digest = digestOf(service, VERSION)
  return Object.values(clusters)
    .flatMap(({ state }) => state.pods(service.project))
    .filter(({ spec }) => spec.containers[0]?.image.endsWith(digest) === isNew)
    .map(({ metadata, status }) => ({
      uid: metadata.uid,
      isReady: (status?.conditions ?? []).some(
        (condition) => condition.type === 'Ready' && condition.status === 'True',
      ),
    }))
}

async function until(isSo: () => boolean): Promise<number> {
  for (const end = Date.now() + WITHIN_MS; !isSo(); await sleep(LOOK_MS)) {
    if (Date.now() > end) throw new Error('waited in vain for the rollback')
  }
  return Date.now()
}
