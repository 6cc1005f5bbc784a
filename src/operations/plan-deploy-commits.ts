import { parseImage, type ImageReference } from '../domain/deploys/image-reference.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { TargetPlan, WorkloadChange } from '../domain/deploys/plan.ts'
import { releaseName, repositoryOf, type Release } from '../domain/deploys/release.ts'
import type { Build } from '../domain/deploys/version.ts'
import type { Reads } from '../domain/store.ts'

type Builds = Pick<Reads, 'builds'>
type Place = { kind: DeployKind; project: string; service: string }

const MOST_COMMITS = 250
const LONGEST_TITLE = 200
const MOST_NAMES = 3

export interface Known {
  targets: TargetPlan[]
  /** How the versions that run where something changes are called, each once; where nothing changes, what runs there. */
  fromName: string | null
}

/** Fills in what the builds tell about the versions that run now. */
export async function withCommits(
  reads: Builds,
  place: Place,
  { targets, release }: { targets: readonly TargetPlan[]; release: Release },
): Promise<Known> {
  const wanted = await reads.builds.byDigest(place.project, place.service, release.digest)
  const isChange = targets.some(({ workloads }) => workloads.length > 0)
  const running = new Map<string, Running | null>()
  const filled: TargetPlan[] = []
  for (const target of targets) {
    const images = imagesIn(isChange ? target.workloads : (target.standing ?? []))
    for (const image of images)
      if (!running.has(image)) running.set(image, await runningAs(reads, place, image))
    // Of several versions in one place nobody can say what came since.
    const build = images.length === 1 ? running.get(images[0] ?? '')?.build : null
    const commits = wanted && build ? await between(reads, place, { from: build, wanted }) : null
    filled.push(images.length === 0 ? target : { ...target, commits })
  }
  return { targets: filled, fromName: namesOf([...running.values()]) }
}

function namesOf(all: readonly (Running | null)[]): string | null {
  const names = [...new Set(all.map((one) => one?.name ?? null).filter((name) => name !== null))]
  if (names.length === 0) return null
  return [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ')
}

interface Running {
  name: string | null
  build: Build | null
}

function imagesIn(workloads: readonly WorkloadChange[]): string[] {
  return [...new Set(workloads.flatMap(({ containers }) => containers.map(({ from }) => from)))]
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
