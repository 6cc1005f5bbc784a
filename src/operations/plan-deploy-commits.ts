import { parseImage, type ImageReference } from '../domain/deploys/image-reference.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { TargetPlan } from '../domain/deploys/plan.ts'
import { releaseName, repositoryOf, type Release } from '../domain/deploys/release.ts'
import type { Build } from '../domain/deploys/version.ts'
import type { Reads } from '../domain/store.ts'

type Builds = Pick<Reads, 'builds'>
type Place = { kind: DeployKind; project: string; service: string }

const MOST_COMMITS = 250
const LONGEST_TITLE = 200

export interface Known {
  targets: TargetPlan[]
  /** How the version that runs in the first target that changes is called. */
  fromName: string | null
}

/** Fills in what the builds tell about the versions that run now. */
export async function withCommits(
  reads: Builds,
  place: Place,
  { targets, release }: { targets: readonly TargetPlan[]; release: Release },
): Promise<Known> {
  const wanted = await reads.builds.byDigest(place.project, place.service, release.digest)
  const running = new Map<string, Running | null>()
  const filled: TargetPlan[] = []
  let fromName: string | null = null
  for (const target of targets) {
    const from = onlyImage(target)
    if (from === null) {
      filled.push(target)
      continue
    }
    if (!running.has(from)) running.set(from, await runningAs(reads, place, from))
    const runs = running.get(from) ?? null
    fromName ??= runs?.name ?? null
    const commits = wanted && runs?.build ? await between(reads, place, { from: runs.build, wanted }) : null
    filled.push({ ...target, commits })
  }
  return { targets: filled, fromName }
}

interface Running {
  name: string | null
  build: Build | null
}

/** The image that everything to be changed runs now; null when nothing changes or they differ. */
function onlyImage({ workloads }: TargetPlan): string | null {
  const images = workloads.flatMap(({ containers }) => containers.map(({ from }) => from))
  return new Set(images).size === 1 ? (images[0] ?? null) : null
}

async function runningAs(reads: Builds, place: Place, from: string): Promise<Running | null> {
  const image = parseImage(from)
  if (!image) return null
  const build = await buildOf(reads, place, image)
  return { build, name: build ? releaseName(build) : nameOf(image) }
}

async function buildOf(
  { builds }: Builds,
  { project, service }: Place,
  image: ImageReference,
): Promise<Build | null> {
  if (image.digest !== null) return builds.byDigest(project, service, image.digest)
  if (image.tag === null) return null
  const named = (await builds.matching(project, service, image.tag)).filter(
    (build) => build.tag === image.tag && repositoryOf(build.image) === repositoryOf(image),
  )
  // A tag that moved says nothing about what was pulled.
  return named.length === 1 ? (named[0] ?? null) : null
}

function nameOf({ tag, digest }: ImageReference): string | null {
  if (digest !== null) return releaseName({ tag, commit: null, digest })
  return tag
}

/** Of a rollback those that are taken away. null: the builds do not tell. */
async function between(
  { builds }: Builds,
  { kind, project, service }: Place,
  { from, wanted }: { from: Build; wanted: Build },
): Promise<string[] | null> {
  if (from.digest === wanted.digest) return []
  const [older, newer] = kind === 'deploy' ? [from, wanted] : [wanted, from]
  const isKnown = older.builtAt < newer.builtAt && isSameBranch(older, newer)
  if (!isKnown) return null
  const all = await builds.between(project, service, older.builtAt, newer.builtAt)
  const titles = all.filter((build) => isSameBranch(build, newer)).flatMap(titlesOf)
  return titles.slice(0, MOST_COMMITS)
}

function isSameBranch(one: Build, other: Build): boolean {
  return one.branch === null || other.branch === null || one.branch === other.branch
}

function titlesOf({ commits, message }: Build): string[] {
  const told = commits.length > 0 ? commits : message === null ? [] : [message]
  return told.map((text) => (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_TITLE))
}
