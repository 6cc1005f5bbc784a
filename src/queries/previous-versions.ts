import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { parseImage } from '../domain/deploys/image-reference.ts'
import { releaseOfImage, repositoryOf, type Release } from '../domain/deploys/release.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'

export interface PreviousVersionsDeps {
  store: Pick<Store, 'read'>
  deployPolicy: DeployPolicy
  now(): number
}

export interface PreviousVersion {
  release: Release
  at: number
  /** null: it ran before the bot's first deploy. */
  deployId: string | null
}

export interface PreviousVersionsAnswer {
  /** The last one that changed anything: what a rollback would undo. */
  current: DeployRecord | null
  choices: PreviousVersion[]
}

export type PreviousVersions = (call: {
  actor: Actor
  input: { project: string; service: string; environment: string }
}) => Promise<Outcome<PreviousVersionsAnswer>>

const MOST_SUCCEEDED = 100
const MOST_RECENT = 200

/** What a service can be rolled back to: versions that ran well, newest first, without the one that is there now. */
export function createPreviousVersions(deps: PreviousVersionsDeps): PreviousVersions {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const policy = effectivePolicy(deps.deployPolicy, input, deps.now())
    if (!policy.ok) return policy
    const { project, service, environment } = input
    const filter = { projects: [project], service, environment }
    const { recent, succeeded } = await deps.store.read(async ({ deploys }) => ({
      recent: await deploys.recent(filter, MOST_RECENT),
      succeeded: await deploys.succeeded({ project, service, environment }, MOST_SUCCEEDED),
    }))
    const begun = recent.filter(hasBegun)
    const current = begun[0] ?? null
    const isWhole = recent.length < MOST_RECENT
    const ran = [...succeeded.map(ofDeploy), ...(isWhole ? beforeFirst(begun.at(-1)) : [])]
    const others = ran.filter(({ release }) => release.digest !== current?.release.digest)
    return allowed({ current, choices: oncePerDigest(others) })
  }
}

function hasBegun({ waves }: DeployRecord): boolean {
  return waves.some(({ rollouts }) => rollouts.some(({ state }) => !['waiting', 'stopped'].includes(state)))
}

function ofDeploy({ id, release, finishedAt, createdAt }: DeployRecord): PreviousVersion {
  return { release, at: finishedAt ?? createdAt, deployId: id }
}

/** The images that stood there when the first deploy was planned. A tag may have moved since: only digests count. */
function beforeFirst(first: DeployRecord | undefined): PreviousVersion[] {
  if (!first) return []
  const containers = first.plan.targets.flatMap(({ workloads }) => workloads.flatMap((one) => one.containers))
  return containers.flatMap(({ from }): PreviousVersion[] => {
    const image = parseImage(from)
    if (!image?.digest || repositoryOf(image) !== first.release.repository) return []
    return [{ release: releaseOfImage(image, image.digest), at: first.createdAt, deployId: null }]
  })
}

function oncePerDigest(versions: readonly PreviousVersion[]): PreviousVersion[] {
  const digests = new Set<string>()
  return versions.filter(({ release: { digest } }) => !digests.has(digest) && digests.add(digest))
}
