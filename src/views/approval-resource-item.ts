import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { approvalFoot } from './approval-foot.ts'
import { teamName } from './deploy-team.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button } from './kit.ts'
import { duration, person, plain } from './mrkdwn.ts'
import { priceLine, whatLine } from './resource-facts.ts'
import { changeName, changeTitle, resourcePlace } from './resource-words.ts'

export interface ResourceItem {
  change: ChangeView
  approval: Approval
}

/** A change of a resource that waits for approval. */
export function resourceItemWords({ change: view, approval }: ResourceItem, now: number): string {
  const { change, resource, team } = view
  return [
    `${changeName(view)} · ${whatLine(view)}`,
    priceLine(view),
    `${resourcePlace(resource)} · ${teamName(team)} · asked by ${person(change.requesterId)} ${duration(now - change.createdAt)} ago`,
    approvalFoot(approval),
  ].join('\n')
}

export function resourceItemLine({ change: view, approval }: ResourceItem, now: number): string {
  const { change } = view
  return `${plain(changeTitle(view), 120)}, ${priceLine(view)}, asked by ${person(change.requesterId)} ${duration(now - change.createdAt)} ago, ${approval.votes.length} of ${approval.count} approvals`
}

export function resourceItemButtons({ change: view, approval }: ResourceItem, index: number): Button[] {
  const title = changeTitle(view)
  return [
    button({
      text: 'Approve',
      actionId: numbered(ACTION.approveResource, index),
      value: buttonValue(`${approval.id}:${approval.planHash}`),
      style: 'primary',
      label: `Approve: ${title}`,
    }),
    button({
      text: 'Reject…',
      actionId: numbered(ACTION.rejectResource, index),
      value: buttonValue(approval.id),
      label: `Reject: ${title}`,
    }),
    button({
      text: 'Show plan',
      actionId: numbered(ACTION.showResourcePlan, index),
      value: buttonValue(view.change.id),
      label: `Show plan: ${title}`,
    }),
  ]
}
