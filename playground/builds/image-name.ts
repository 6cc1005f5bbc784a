import { createHash } from 'node:crypto'

export const REGISTRY = 'registry.regatta.test'

/** `project/service`, as the registry calls it. */
export function repositoryOf(project: string, service: string): string {
  return `${project}/${service}`
}

/** The same for the same version, so that a data directory may be thrown away without harm. */
export function digestOf(repository: string, version: string): string {
  return `sha256:${hex('sha256', `${repository}:${version}`)}`
}

export function commitOf(repository: string, version: string): string {
  return hex('sha1', `${repository}@${version}`)
}

/** As workloads carry it: tag and digest. */
export function imageOf(repository: string, version: string): string {
  return `${REGISTRY}/${repository}:${version}@${digestOf(repository, version)}`
}

/** A number for a text, always the same: what is invented here is never random. */
export function numberOf(text: string): number {
  return Number.parseInt(hex('sha1', text).slice(0, 8), 16)
}

function hex(algorithm: 'sha1' | 'sha256', text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}
