import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { RegionView } from './deploy-regions.ts'
import { stateLine } from './deploy-state.ts'
import { failureLine, type Failure } from './failure-words.ts'
import { fitLines } from './fit.ts'
import { LIMITS } from './limits.ts'
import { commitWords } from './plan-words.ts'
import { deployName, originWords } from './release-words.ts'
import { stageOf, stageWords } from './rollout-stage.ts'
import { plain } from './mrkdwn.ts'
import { askedLine, noticeLines } from './deploy-facts.ts'

/** Everything that matters, without blocks: for notifications and screen readers. */
export function deployFallback(
  view: DeployView,
  { regions, failures }: { regions: RegionView[]; failures: Failure[] },
): string {
  const { record } = view
  const lines = [
    `${deployName(record)} · ${stateLine(view)}`,
    ...failures.slice(0, 3).map(failureLine),
    askedLine(view),
    originWords(record.release),
    ...(record.kind === 'deploy' ? [commitWords(record.plan.targets, 0, record.fromName)] : []),
    ...noticeLines(view, { most: 6 }),
    ...regions.map((region) => `${plain(region.rollout.region, 40)}: ${stageWords(stageOf(region, view))}`),
  ]
  return fitLines(lines, LIMITS.messageText)
}
