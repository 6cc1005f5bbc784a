import type { Refusal } from '../domain/actor.ts'
import { hasBegun } from '../domain/deploys/deploy.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Reads } from '../domain/store.ts'

const HISTORY = 500

interface Place {
  project: string
  service: string
  environment: string
}

/** Whether somebody did, or wants, something newer there than this deploy; null: nobody. */
export async function newerThan(
  { deploys }: Pick<Reads, 'deploys'>,
  { project, service, environment }: Place,
  deployId: string,
): Promise<Refusal | null> {
  const filter = { projects: [project], service, environment }
  const open = (await deploys.open(filter)).find(({ id }) => id !== deployId)
  if (open) {
    const details = { by: open.requesterId, version: releaseName(open.release) }
    return { reason: 'other-deploy-open', details }
  }
  const newest = (await deploys.recent(filter, HISTORY)).find(hasBegun)
  if (newest?.id === deployId) return null
  return { reason: 'newer-deploy', ...(newest && { details: { version: releaseName(newest.release) } }) }
}
