import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import { hasBegun } from '../domain/deploys/deploy.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { parseImage } from '../domain/deploys/image-reference.ts'
import { releaseOfBuild, releaseOfImage, repositoryOf, type Release } from '../domain/deploys/release.ts'
import { mayAsk } from '../domain/members.ts'
import type { Reads, Store } from '../domain/store.ts'

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
    return deps.store.read(async (reads) => {
      const recent = await reads.deploys.recent(filter, MOST_RECENT)
      const succeeded = await reads.deploys.succeeded({ project, service, environment }, MOST_SUCCEEDED)
      const begun = recent.filter(hasBegun)
      const current = begun[0] ?? null
      const isWhole = recent.length < MOST_RECENT
      const ran = [...succeeded.map(ofDeploy), ...(isWhole ? beforeFirst(begun.at(-1)) : [])]
      const others = ran.filter(({ release }) => release.digest !== current?.release.digest)
      return allowed({ current, choices: await asBuilt(reads, input, oncePerDigest(others)) })
    })
  }
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

/** With what a build told of the image, where there was one. */
async function asBuilt(
  reads: Pick<Reads, 'builds'>,
  { project, service }: { project: string; service: string },
  versions: readonly PreviousVersion[],
): Promise<PreviousVersion[]> {
  const told: PreviousVersion[] = []
  for (const version of versions) {
    const { release } = version
    const build = release.isVerified ? null : await reads.builds.byDigest(project, service, release.digest)
    told.push(build ? { ...version, release: releaseOfBuild(build) } : version)
  }
  return told
}

function oncePerDigest(versions: readonly PreviousVersion[]): PreviousVersion[] {
  const digests = new Set<string>()
  return versions.filter(({ release: { digest } }) => !digests.has(digest) && digests.add(digest))
}
