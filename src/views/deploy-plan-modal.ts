import type { KnownBlock } from '@slack/types'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { TargetPlan, WorkloadChange } from '../domain/deploys/plan.ts'
import type { Release } from '../domain/deploys/release.ts'
import type { Modal } from '../domain/message.ts'
import { aboutLines, askedLine, noticeLines } from './deploy-facts.ts'
import { isPast, regionsOf, type RegionView } from './deploy-regions.ts'
import { stateLine } from './deploy-state.ts'
import { FAILURE_DETAIL, failuresOf, failureWords } from './failure-words.ts'
import { fitLines } from './fit.ts'
import { CALLBACK } from './ids.ts'
import { context, divider, modal, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { code, plain } from './mrkdwn.ts'
import { gitopsWords } from './plan-words.ts'
import { deployName, imageChangeWords } from './release-words.ts'
import { notesOf } from './rollout-notes.ts'
import { stageOf, stageWords, timeWords } from './rollout-stage.ts'
import { plural } from './text.ts'
import { approvalWords } from './wave-words.ts'

const MOST_FAILURES = 20
const MOST_REMARKS = 30
const MOST_COMMITS = 40
const MOST_WORKLOADS = 12
// Slack drops spaces at the beginning of a line.
const INDENT = '\u2003\u2003'

/** Everything about a deploy: what would change or did, where, over whose head, and how each region goes. */
export function deployPlanModal(view: DeployView): Modal {
  const regions = regionsOf(view)
  const failures = failuresOf(regions, { isPast: isPast(view) })
  const head: KnownBlock[] = [
    section(`${deployName(view.record)}\n${stateLine(view)}\n${askedLine(view)}`),
    ...aboutLines(view, { commits: MOST_COMMITS }).map((line) => context(line)),
    ...noticeLines(view, { most: MOST_REMARKS }).map((line) => context(line)),
    ...failures.slice(0, MOST_FAILURES).map((failure) => section(failureWords(failure, FAILURE_DETAIL.full))),
    ...(failures.length > MOST_FAILURES
      ? [context(`… and ${plural(failures.length - MOST_FAILURES, 'more trouble')}, told in the rows below`)]
      : []),
    divider(),
  ]
  const rows = view.record.waves.flatMap((wave, index): KnownBlock[] => {
    const name = `*Wave ${index + 1}: ${plain(wave.name, 60)}*`
    const heading = [name, approvalWords(view, index)].filter((part) => part !== '').join(' · ')
    const own = regions.filter((region) => region.wave === index)
    return [section(heading), ...own.map((region) => section(targetText(view, region)))]
  })
  const room = LIMITS.modalBlocks - head.length - 1
  const hidden = rows.length - room
  const tail = hidden > 0 ? [context(`… and ${plural(hidden, 'more row')} that do not fit here`)] : []
  return modal({
    title: 'Plan',
    callbackId: CALLBACK.deployPlan,
    privateMetadata: JSON.stringify({ v: 1, deployId: view.record.id }),
    blocks: [...head, ...rows.slice(0, room), ...tail],
  })
}

function targetText(view: DeployView, region: RegionView): string {
  const stage = stageOf(region, view)
  const { rollout, plan } = region
  const time = timeWords(region, view.now)
  const lines = [
    `${stage.symbol} *${plain(rollout.region, 60)}* · cluster ${code(rollout.cluster, 60)}`,
    `${stageWords(stage)}${time === null ? '' : ` · ${time}`}`,
    ...(plan ? changeLines(plan, view.record.release) : ['not part of the plan']),
    ...notesOf(region).map((note) => `↳ ${note}`),
  ]
  return fitLines(lines, LIMITS.sectionText)
}

/** What would be written in one region. */
export function changeLines(plan: Pick<TargetPlan, 'workloads'>, release: Release): string[] {
  if (plan.workloads.length === 0) return ['Nothing changes here: it has this version already.']
  const lines = plan.workloads.slice(0, MOST_WORKLOADS).flatMap((change) => workloadLines(change, release))
  const rest = plan.workloads.length - MOST_WORKLOADS
  return rest > 0 ? [...lines, `… and ${plural(rest, 'more workload')}`] : lines
}

function workloadLines(change: WorkloadChange, release: Release): string[] {
  const { kind, name, containers, managedBy } = change
  const gitops = gitopsWords(managedBy)
  const head = `• ${kind} ${code(name, 80)}${gitops === null ? '' : ` · ${gitops}`}`
  const images = containers
    .slice(0, 6)
    .map(
      ({ container, from, to }) => `${INDENT}${code(container, 60)}: ${imageChangeWords(from, to, release)}`,
    )
  const rest = containers.length - 6
  return [head, ...images, ...(rest > 0 ? [`${INDENT}… and ${plural(rest, 'more container')}`] : [])]
}
