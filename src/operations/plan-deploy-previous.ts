import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { hasBegun } from '../domain/deploys/deploy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { parseImage, type ImageReference } from '../domain/deploys/image-reference.ts'
import { releaseOfBuild, releaseOfImage, repositoryOf, type Release } from '../domain/deploys/release.ts'
import type { Reads } from '../domain/store.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { stillThere, type TypedWish } from './plan-deploy-version.ts'

/** So far back a rollback looks. */
const HISTORY = 500

export interface Previous {
  release: Release
  /** The deploy that going back to it undoes. */
  undoes: string | null
}

type Place = TypedWish & { environment: string }

/** A version that ran before: by its digest, tag or the beginning of its commit. */
export async function previousRelease(
  { store, registry }: Pick<DeployDeps, 'store' | 'registry'>,
  place: Place,
): Promise<Outcome<Previous>> {
  const found = await store.read(async (reads) => {
    const release = (await succeededBefore(reads, place)) ?? (await ranWithoutUs(reads, place))
    return release && { release, undoes: await undoneBy(reads, place, release) }
  })
  if (!found) {
    const { version, service, environment } = place
    return refused('never-ran-before', { version, service, environment })
  }
  const image = parseImage(found.release.repository)
  if (!image) return allowed(found)
  const there = await stillThere(registry, found.release, image)
  return there.ok ? allowed(found) : there
}

async function succeededBefore(reads: Reads, place: Place): Promise<Release | null> {
  const past = await reads.deploys.succeeded(place, HISTORY)
  const text = place.version.trim().toLowerCase()
  return past.map(({ release }) => release).find((release) => isCalled(release, text)) ?? null
}

function isCalled({ digest, tag, commit }: Release, text: string): boolean {
  const isCommit = /^[0-9a-f]{7,40}$/.test(text) && (commit?.toLowerCase().startsWith(text) ?? false)
  return digest === text || tag?.toLowerCase() === text || isCommit
}

// An image that no deploy of ours brought, or that was there before the first of them.
async function ranWithoutUs(reads: Reads, place: Place): Promise<Release | null> {
  const digest = place.version.trim()
  const begun = (await recordsOf(reads, place)).filter(hasBegun)
  const isOurs = begun.some(({ release }) => release.digest === digest)
  const image = (isOurs ? begun.slice(-1) : begun)
    .flatMap(imagesBefore)
    .find((from) => from.digest === digest)
  if (!image) return null
  const build = await reads.builds.byDigest(place.project, place.service, digest)
  return build ? releaseOfBuild(build) : releaseOfImage(image, digest)
}

function imagesBefore({ plan, release }: DeployRecord): ImageReference[] {
  const workloads = plan.targets.flatMap((target) => target.workloads)
  const images = workloads.flatMap(({ containers }) => containers.map(({ from }) => parseImage(from)))
  return images.filter(
    (image) => image !== null && repositoryOf(image) === release.repository,
  ) as ImageReference[]
}

async function undoneBy(reads: Reads, place: Place, release: Release): Promise<string | null> {
  const past = await recordsOf(reads, place)
  return past.find((record) => isUndone(record, release))?.id ?? null
}

/** The newest that brought another version and still counts: what was rolled back is undone already. */
function isUndone(record: DeployRecord, { digest }: Release): boolean {
  const counts = ['running', 'failed', 'succeeded'].includes(record.state)
  return counts && hasBegun(record) && record.release.digest !== digest
}

function recordsOf(reads: Reads, { project, service, environment }: Place): Promise<DeployRecord[]> {
  return reads.deploys.recent({ projects: [project], service, environment }, HISTORY)
}
