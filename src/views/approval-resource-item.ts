import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { approvalFoot } from './approval-foot.ts'
import { teamName } from './deploy-team.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button } from './kit.ts'
import { duration, person, plain } from './mrkdwn.ts'
import { approveButton } from './resource-approve-button.ts'
import { yesLine } from './resource-deletion-words.ts'
import { priceLine, whatLine } from './resource-facts.ts'
import { changeName, changeTitle, markOf, resourcePlace } from './resource-words.ts'

export interface ResourceItem {
  change: ChangeView
  approval: Approval
}

/** A change of a resource that waits for approval. */
export function resourceItemWords({ change: view, approval }: ResourceItem, now: number): string {
  const { change, resource, team } = view
  return [
    `${markOf(change)}${changeName(view)} · ${whatLine(view)}`,
    priceLine(view),
    yesLine(change),
    `${resourcePlace(resource)} · ${teamName(team)} · asked by ${person(change.requesterId)} ${duration(now - change.createdAt)} ago`,
    approvalFoot(approval),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

export function resourceItemLine({ change: view, approval }: ResourceItem, now: number): string {
  const { change } = view
  const facts = [markOf(change) + plain(changeTitle(view), 120), priceLine(view), yesLine(change)]
  return `${facts.filter((fact) => fact !== '').join(', ')}, asked by ${person(change.requesterId)} ${duration(now - change.createdAt)} ago, ${approval.votes.length} of ${approval.count} approvals`
}

export function resourceItemButtons({ change: view, approval }: ResourceItem, index: number): Button[] {
  const title = changeTitle(view)
  return [
    approveButton(view, approval, numbered(ACTION.approveResource, index)),
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
