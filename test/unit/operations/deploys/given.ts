import type { Actor } from '../../../../src/domain/actor.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import type { Draft } from '../../../../src/domain/deploys/draft.ts'
import type { Build } from '../../../../src/domain/deploys/version.ts'
import { deployCardId } from '../../../../src/domain/deploys/deploy-record.ts'
import { releaseOfBuild } from '../../../../src/domain/deploys/release.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { bob, digest, type Rig } from './rig.ts'

/** A build of checkout whose digest is this letter, `minutes` before nine. */
export function aBuild(letter: string, over: Partial<Build> = {}): Build {
  return {
    project: 'payments',
    service: 'checkout',
    image: { registry: 'r.example.com', repository: 'checkout' },
    digest: digest(letter),
    tag: `1.0.${letter}`,
    commit: letter.repeat(40),
    branch: 'main',
    authorId: 'U0CAROL',
    author: 'carol',
    message: `make ${letter}`,
    ciLink: null,
    commits: [`make ${letter}`],
    builtAt: NINE - MINUTE,
    ...over,
  }
}

export async function builds(rig: Rig, ...all: Build[]): Promise<void> {
  await rig.store.transaction(async (tx) => {
    for (const build of all) await tx.builds.insert(build)
  })
}

export const WISH = {
  kind: 'deploy',
  project: 'payments',
  service: 'checkout',
  environment: 'prod',
  version: '1.0.a',
  regions: 'all',
} as const

/** A stored plan, or the reason why there is none is an error. */
export async function planned(
  rig: Rig,
  over: Record<string, unknown> = {},
  actor: Actor = bob,
): Promise<Draft> {
  const outcome = await rig.plan({ actor, input: { ...WISH, ...over } })
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

export async function requested(
  rig: Rig,
  over: Record<string, unknown> = {},
  actor: Actor = bob,
): Promise<DeployRecord> {
  const { id } = await planned(rig, over, actor)
  const outcome = await rig.request({ actor, input: { draftId: id } })
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

let past = 0

/** A deploy of the build that ended so, as if it had been carried out. */
export async function deployed(
  rig: Rig,
  build: Build,
  over: Partial<DeployRecord> = {},
): Promise<DeployRecord> {
  past += 1
  const state = over.state ?? 'succeeded'
  const ended = state === 'running' || state === 'failed' || state === 'succeeded' ? state : 'superseded'
  const rollout = {
    id: `rollout-${past}`,
    region: 'kr',
    cluster: 'prod-kr',
    state: ended,
    reason: null,
  } as const
  const record: DeployRecord = {
    id: `past-${String(past).padStart(6, '0')}`,
    kind: 'deploy',
    project: build.project,
    service: build.service,
    environment: 'prod',
    state,
    waves: [{ name: 'first', approval: 'not-needed', rollouts: [rollout] }],
    requesterId: 'U0BEN',
    reason: null,
    brokenGlass: null,
    version: 0,
    release: releaseOfBuild(build),
    fromName: null,
    plan: { project: build.project, digest: build.digest, targets: [] },
    channel: 'C0PAY',
    createdAt: NINE - 60 * MINUTE + past,
    finishedAt: state === 'running' ? null : NINE - 30 * MINUTE + past,
    undoes: null,
    heldBack: null,
    ...over,
  }
  await rig.store.transaction((tx) => tx.deploys.insert(record))
  return record
}

export const reason = (outcome: { ok: boolean; refusal?: { reason: string } }) =>
  outcome.refusal?.reason ?? 'ok'

export const approvalsOf = (rig: Rig, deployId: string) => rig.store.read((q) => q.approvals.of(deployId))
export const stored = (rig: Rig, id: string) => rig.store.read((q) => q.deploys.get(id))
export const noticeOf = (rig: Rig, id: string, key: string) =>
  rig.store.read((q) => q.notices.get(`deploy:${id}:${key}`))
export const cardOf = (rig: Rig, id: string) => rig.store.read((q) => q.cards.get(deployCardId(id)))
export const audited = async (rig: Rig, subject: string) =>
  (await rig.store.read((q) => q.audit.ofSubject(subject))).map(({ operation, outcome }) => [
    operation,
    outcome,
  ])

/** What is due of the deploys' own work, and taken out of the queue. */
export async function woken(rig: Rig): Promise<string[]> {
  const claim = {
    kinds: ['reconcile-deploy'],
    limit: 100,
    now: rig.clock.now,
    owner: 'test',
    leaseMs: 60_000,
  }
  const items = await rig.store.work.claim(claim)
  for (const item of items) await rig.store.work.complete(item, 'test')
  return items.map(({ key }) => key)
}
