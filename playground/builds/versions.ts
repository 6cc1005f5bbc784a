import { numberOf, repositoryOf } from './image-name.ts'

const RUNNING: Record<string, string> = { checkout: '1.4.1' }

/** What runs before anything was deployed: the last of `firstVersions`. */
export function firstRunning(project: string, service: string): string {
  return firstVersions(project, service).at(-1) ?? ''
}

/** Three versions, oldest first: those that the bot is told of when it starts for the first time. */
export function firstVersions(project: string, service: string): string[] {
  const running = RUNNING[service] ?? inventedVersion(repositoryOf(project, service))
  const [major = 0, minor = 0, patch = 0] = running.split('.').map(Number)
  return [`${major}.${minor - 1}.${patch + 6}`, `${major}.${minor}.${patch - 1}`, running]
}

export function nextVersion(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return `${major}.${minor}.${patch + 1}`
}

function inventedVersion(repository: string): string {
  const number = numberOf(repository)
  return `${1 + (number % 3)}.${1 + (number % 11)}.${1 + (number % 7)}`
}
