import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { approvalFoot } from './approval-foot.ts'
import { waveWords } from './deploy-state.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button } from './kit.ts'
import { code, duration, person, plain } from './mrkdwn.ts'
import { commitWords, planWarnings, regionList } from './plan-words.ts'
import { deployName, deployTitle, fromToWords } from './release-words.ts'
import { plural } from './text.ts'

const MOST_WARNINGS = 3

export interface DeployItem {
  view: DeployView
  approval: Approval
}

/** A wave of a deploy that waits for approval. */
export function deployItemWords({ view, approval }: DeployItem, now: number): string {
  const { record } = view
  const targets = record.plan.targets.filter(({ wave }) => wave === approval.wave)
  const warnings = planWarnings({ targets })
  const more = warnings.length - MOST_WARNINGS
  return [
    `${deployName(record)} · ${waveWords(view, approval.wave)}: ${regionList(targets.map(({ region }) => region))}`,
    `${fromToWords(record.fromName, record.release)} · project ${code(record.project, 60)} · asked by ${person(record.requesterId)} ${duration(now - record.createdAt)} ago`,
    commitWords(targets, 3, record.fromName),
    ...warnings.slice(0, MOST_WARNINGS),
    ...(more > 0 ? [`… and ${plural(more, 'more warning')}`] : []),
    approvalFoot(approval),
  ].join('\n')
}

export function deployItemLine({ view, approval }: DeployItem, now: number): string {
  const { record } = view
  return `${plain(deployTitle(record), 120)}, ${waveWords(view, approval.wave)}, asked by ${person(record.requesterId)} ${duration(now - record.createdAt)} ago, ${approval.votes.length} of ${approval.count} approvals`
}

export function deployItemButtons({ view, approval }: DeployItem, index: number): Button[] {
  const title = deployTitle(view.record)
  const wave = view.record.waves.length > 1 ? ` wave ${approval.wave + 1}` : ''
  return [
    button({
      text: `Approve${wave}`,
      actionId: numbered(ACTION.approveDeploy, index),
      value: buttonValue(`${approval.id}:${approval.planHash}`),
      style: 'primary',
      label: `Approve${wave}: ${title}`,
    }),
    button({
      text: 'Reject…',
      actionId: numbered(ACTION.rejectDeploy, index),
      value: buttonValue(approval.id),
      label: `Reject: ${title}`,
    }),
    button({
      text: 'Show plan',
      actionId: numbered(ACTION.showPlan, index),
      value: buttonValue(view.record.id),
      label: `Show plan: ${title}`,
    }),
  ]
}
