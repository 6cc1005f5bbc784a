import type { RecentDeploy } from '../domain/cost/move-reasons.ts'
import type { Reads } from '../domain/store.ts'

/** More deploys than this in the time asked for: the older ones are no reason for anything. */
const MOST = 500

/** What was deployed and serves since `since`: a reason for figures to move. */
export async function recentDeploys(
  reads: Pick<Reads, 'deploys'>,
  { since, until }: { since: number; until: number },
): Promise<RecentDeploy[]> {
  const recent = await reads.deploys.recent({}, MOST)
  return recent.flatMap(({ state, finishedAt, project, service, environment, release }) => {
    if (state !== 'succeeded' || finishedAt === null || finishedAt < since || finishedAt >= until) return []
    const version = release.tag ?? release.commit?.slice(0, 8) ?? release.digest.slice(0, 19)
    return [{ project, service, environment, version, at: finishedAt }]
  })
}
