import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { PlaygroundProject } from '../workspace.ts'
import { inventBuild, type PlaygroundBuild } from './playground-build.ts'
import { firstVersions } from './versions.ts'

/** Every build there was, oldest first; kept in a file so that numbers go on after a restart. */
export interface BuildBook {
  all(): readonly PlaygroundBuild[]
  of(project: string, service: string): PlaygroundBuild[]
  add(build: PlaygroundBuild): void
  markTold(builds: readonly PlaygroundBuild[]): void
  tagOf(digest: string): string | null
}

const AGES_DAYS = [10, 6, 3]
const DAY_MS = 86_400_000

/** Without a file it begins with three builds of each service, the last of which runs. */
export function createBuildBook(
  path: string | null,
  { projects, now }: { projects: readonly PlaygroundProject[]; now: number },
): BuildBook {
  const builds = read(path)
  for (const project of projects)
    for (const service of project.services)
      if (!builds.some((one) => one.project === project.namespace && one.service === service))
        builds.push(...firstBuilds(project, service, now))
  const save = () => {
    if (path === null) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(builds))
    renameSync(`${path}.new`, path)
  }
  return {
    all: () => builds,
    of: (project, service) => builds.filter((one) => one.project === project && one.service === service),
    add(build) {
      builds.push(build)
      save()
    },
    markTold(told) {
      for (const build of told) build.told = true
      if (told.length > 0) save()
    },
    tagOf: (digest) => builds.find((build) => build.digest === digest)?.tag ?? null,
  }
}

function firstBuilds(project: PlaygroundProject, service: string, now: number): PlaygroundBuild[] {
  return firstVersions(project.namespace, service).map((tag, index) =>
    inventBuild({
      project,
      service,
      number: index + 1,
      tag,
      builtAt: now - (AGES_DAYS[index] ?? 0) * DAY_MS,
    }),
  )
}

function read(path: string | null): PlaygroundBuild[] {
  if (path === null) return []
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PlaygroundBuild[]
  } catch {
    return []
  }
}
