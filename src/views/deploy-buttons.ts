import type { Button } from '@slack/types'
import { currentWave, isOver } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { isPreempted } from './deploy-regions.ts'
import { ACTION, buttonValue } from './ids.ts'
import { button, type ButtonSpec } from './kit.ts'
import { locksOf } from './lock-words.ts'
import { deployTitle } from './release-words.ts'
import { waitingApproval } from './wave-words.ts'

/** What can be done about a deploy as it is, best first. */
export function deployButtons(view: DeployView): Button[] {
  return [
    ...decisions(view),
    ...remedies(view),
    ofDeploy(view, { text: 'Show plan', actionId: ACTION.showPlan }),
    ...rest(view),
  ]
}

function decisions(view: DeployView): Button[] {
  const { record } = view
  const approval = record.state === 'waiting-for-approval' ? waitingApproval(view) : null
  if (!approval) return []
  const wave = record.waves.length > 1 ? ` wave ${approval.wave + 1}` : ''
  return [
    button({
      text: `Approve${wave}`,
      actionId: ACTION.approveDeploy,
      value: buttonValue(`${approval.id}:${approval.planHash}`),
      style: 'primary',
      label: `Approve${wave}: ${deployTitle(record)}`,
    }),
    button({
      text: 'Reject…',
      actionId: ACTION.rejectDeploy,
      value: buttonValue(approval.id),
      label: `Reject: ${deployTitle(record)}`,
    }),
  ]
}

function remedies(view: DeployView): Button[] {
  const { record } = view
  const buttons: Button[] = []
  const isUndoable = record.state === 'failed' || record.state === 'running' || record.state === 'succeeded'
  if (isUndoable && record.kind === 'deploy') {
    const style = record.state === 'failed' ? { style: 'danger' as const } : {}
    buttons.push(ofDeploy(view, { text: 'Roll back…', actionId: ACTION.rollBack, ...style }))
  }
  const isReplaced = record.state === 'rolled-back' || isPreempted(view)
  if (isOver(record) && record.state !== 'succeeded' && !isReplaced)
    buttons.push(ofDeploy(view, { text: 'Try again', actionId: ACTION.deployAgain }))
  if (locksOf(view).length > 0) buttons.push(unlockButton(record, 'Unlock'))
  return buttons
}

function rest(view: DeployView): Button[] {
  const buttons: Button[] = []
  if (isWaiting(view)) {
    buttons.push(
      ofDeploy(view, {
        text: 'Withdraw',
        actionId: ACTION.withdrawDeploy,
        confirm: {
          title: 'Withdraw this deploy?',
          text: `${deployTitle(view.record)} does not go on, and what waits for approval is closed. Regions that serve the new version already keep it.`,
          yes: 'Withdraw',
          no: 'Keep it',
          style: 'danger',
        },
      }),
    )
  }
  if (mayBreakGlass(view)) buttons.push(ofDeploy(view, { text: 'Break glass…', actionId: ACTION.breakGlass }))
  return buttons
}

function isWaiting({ record }: DeployView): boolean {
  if (isOver(record)) return false
  return !record.waves.some(({ rollouts }) => rollouts.some(({ state }) => state === 'running'))
}

/** The glass helps against a missing approval and a freeze only. */
function mayBreakGlass(view: DeployView): boolean {
  const { record } = view
  if (record.brokenGlass || record.kind === 'rollback' || !isWaiting(view) || currentWave(record) === null)
    return false
  if (record.state === 'waiting-for-approval') return true
  const reason = record.heldBack?.reason ?? ''
  return reason === 'frozen' || reason.startsWith('approval-') || reason === 'plan-changed'
}

type OfDeploy = Pick<ButtonSpec, 'text' | 'actionId' | 'style' | 'confirm'>

function ofDeploy({ record }: Pick<DeployView, 'record'>, spec: OfDeploy): Button {
  return button({ ...spec, value: buttonValue(record.id), label: `${spec.text} ${deployTitle(record)}` })
}

/** `v1:<project>/<service>/<environment>`, each part URI-encoded. */
export function unlockButton(
  { project, service, environment }: { project: string; service: string; environment: string },
  text: string,
  actionId: string = ACTION.unlockService,
): Button {
  const parts = [project, service, environment].map((part) => encodeURIComponent(part.toWellFormed()))
  return button({
    text,
    actionId,
    value: buttonValue(parts.join('/')),
    label: `${text} ${service} in ${environment}`,
    confirm: {
      title: 'Unlock?',
      text: `${service} in ${environment} takes deploys again, and those that wait go on.`,
      yes: 'Unlock',
      no: 'Keep it locked',
    },
  })
}
