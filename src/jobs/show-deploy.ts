import { z } from 'zod'
import type { Card } from '../domain/card.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { DEPLOY_NEWS } from '../domain/deploys/deploy-view.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { loadDeployView } from '../queries/deploy-view.ts'
import { deployCard } from '../views/deploy-card.ts'
import { deployNotice } from '../views/deploy-notice.ts'

export interface ShowDeployDeps {
  catalogue: Catalogue
  deployPolicy: DeployPolicy
}

/** What the card of a deploy looks like now; null when the deploy is not known. */
export function createRenderDeploy(
  deps: ShowDeployDeps,
): (reads: Reads, deployId: string, now: number, card: Card) => Promise<Message | null> {
  return async (reads, deployId, now, card) => {
    const view = await loadDeployView(reads, deps, deployId, now)
    return view && deployCard({ ...view, problem: card.problem })
  }
}

const notice = z.object({
  deployId: z.string(),
  news: z.enum(DEPLOY_NEWS),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  mentions: z.array(z.string()),
})

/** A reply in the thread of a deploy. */
export function createRenderDeployNotice(
  deps: ShowDeployDeps,
): (reads: Reads, payload: Record<string, unknown>, now: number) => Promise<Message | null> {
  return async (reads, payload, now) => {
    const told = notice.parse(payload)
    const view = await loadDeployView(reads, deps, told.deployId, now)
    return view && deployNotice(view, told)
  }
}
