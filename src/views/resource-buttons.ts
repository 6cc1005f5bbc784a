import type { Button } from '@slack/types'
import { isEnded } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { isGivenUp } from '../domain/resources/in-the-way.ts'
import { isOver } from '../domain/resources/resource.ts'
import { ACTION, buttonValue } from './ids.ts'
import { button, linkButton, type ButtonSpec, type ConfirmSpec } from './kit.ts'
import { approveButton } from './resource-approve-button.ts'
import { waitingApproval } from './resource-facts.ts'
import { changeTitle } from './resource-words.ts'

/** What can be done about a change as it is, best first. */
export function changeButtons(view: ChangeView): Button[] {
  const { resource, change } = view
  const plan = ofChange(view, { text: 'Show plan', actionId: ACTION.showResourcePlan })
  const details = ofResource(view, { text: 'Details', actionId: ACTION.showResource })
  const hasDetails = change.state !== 'waiting-for-approval' && !isOver(resource)
  return [
    ...decisions(view),
    ...remedies(view),
    ...(hasDetails ? [details] : []),
    ...dashboardButton(view),
    plan,
    ...cancelButton(view),
  ]
}

function decisions(view: ChangeView): Button[] {
  const approval = waitingApproval(view)
  if (!approval) return []
  return [
    approveButton(view, approval, ACTION.approveResource),
    button({
      text: 'Reject…',
      actionId: ACTION.rejectResource,
      value: buttonValue(approval.id),
      label: `Reject: ${changeTitle(view)}`,
    }),
  ]
}

/** A change that ended badly is asked for anew, one that stands still goes on. */
function remedies(view: ChangeView): Button[] {
  const { resource, change } = view
  if (change.state === 'stopped')
    return [ofChange(view, { text: 'Try again', actionId: ACTION.retryResource, style: 'primary' })]
  if (!isEnded(change) || change.state === 'succeeded' || isGivenUp(change)) return []
  if (change.verb === 'create')
    return [ofChange(view, { text: 'Create again…', actionId: ACTION.createResourceAgain })]
  if (isOver(resource)) return []
  return change.verb === 'modify'
    ? [ofResource(view, { text: 'Modify…', actionId: ACTION.modifyResource })]
    : [ofResource(view, { text: 'Delete…', actionId: ACTION.deleteResource })]
}

function dashboardButton({ resource, change, dashboard }: ChangeView): Button[] {
  if (dashboard === null || change.verb === 'delete' || resource.state !== 'ready') return []
  const made = linkButton({ text: 'Dashboard', actionId: ACTION.link, address: dashboard })
  return made === null ? [] : [made]
}

function cancelButton(view: ChangeView): Button[] {
  const { change } = view
  const isWaiting = change.state === 'waiting-for-approval'
  if (change.cancelled || !(isWaiting || isUndoable(view))) return []
  return [
    ofChange(view, {
      text: isWaiting ? 'Cancel' : 'Cancel and undo',
      actionId: ACTION.cancelResource,
      confirm: cancelConfirm(view, isWaiting),
    }),
  ]
}

/** What is deleted does not come back. */
function isUndoable({ change }: ChangeView): boolean {
  const removed = new Set(change.plan.unmake.map(({ id }) => id))
  const isRemoving = change.parts.some(({ id, step }) => removed.has(id) && step !== 'waiting')
  const isForward =
    change.state === 'running' || (change.state === 'stopped' && change.stoppedIn === 'running')
  return isForward && !(change.verb === 'delete' && isRemoving)
}

function cancelConfirm(view: ChangeView, isWaiting: boolean): ConfirmSpec {
  const title = changeTitle(view)
  return isWaiting
    ? {
        title: 'Cancel this?',
        text: `${title} is not done, and nobody is asked to approve it any more. Nothing was touched yet.`,
        yes: 'Cancel it',
        no: 'Keep it',
      }
    : {
        title: 'Cancel and undo?',
        text: `${title} stops, and ${UNDOES[view.change.verb]} as soon as AWS allows.`,
        yes: 'Cancel and undo',
        no: 'Let it go on',
        style: 'danger',
      }
}

const UNDOES: Record<ChangeView['change']['verb'], string> = {
  create: 'every part that was made so far is removed again',
  modify: 'what was changed so far is set back',
  delete: 'nothing is deleted; a final snapshot that was begun is removed',
}

type Spec = Pick<ButtonSpec, 'text' | 'actionId' | 'style' | 'confirm'>

function ofChange(view: Pick<ChangeView, 'change' | 'resource'>, spec: Spec): Button {
  return button({ ...spec, value: buttonValue(view.change.id), label: `${spec.text}: ${changeTitle(view)}` })
}

function ofResource(view: Pick<ChangeView, 'change' | 'resource'>, spec: Spec): Button {
  return button({
    ...spec,
    value: buttonValue(view.resource.id),
    label: `${spec.text}: ${view.resource.name}`,
  })
}
