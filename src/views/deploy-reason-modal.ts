import type { Approval } from '../domain/approval.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { Modal } from '../domain/message.ts'
import { stateLine, waveWords } from './deploy-state.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { person } from './mrkdwn.ts'
import { reasonInput } from './reason-input.ts'
import { deployName } from './release-words.ts'

/** Asks why a deploy is rejected. */
export function rejectDeployModal(view: DeployView, approval: Approval): Modal {
  const { record } = view
  return modal({
    title: 'Reject a deploy',
    callbackId: CALLBACK.rejectDeploy,
    privateMetadata: JSON.stringify({ v: 1, approvalId: approval.id }),
    submit: 'Reject',
    blocks: [
      section(
        `${deployName(record)}, asked by ${person(record.requesterId)}.\nRejecting ${waveWords(view, approval.wave)} ends the deploy; regions that serve the new version already keep it.`,
      ),
      reasonInput({
        label: 'Why not?',
        placeholder: 'What has to change before it may go',
        hint: 'Everybody reads it in the thread of the deploy.',
      }),
    ],
  })
}

/** Asks why the glass is broken. */
export function breakGlassModal(view: DeployView): Modal {
  return modal({
    title: 'Break the glass',
    callbackId: CALLBACK.breakGlass,
    privateMetadata: JSON.stringify({ v: 1, deployId: view.record.id }),
    submit: 'Break the glass',
    blocks: [
      section(`${deployName(view.record)}\n${stateLine(view)}`),
      section(
        '🔨 It goes on without votes and despite freezes: each wave starts as soon as the one before serves. Only the on-call group may do this; it is posted in the channel and kept in the audit log.',
      ),
      reasonInput({
        label: 'Why can it not wait?',
        placeholder: 'The incident, and why this deploy ends it',
        hint: 'Everybody reads it in the thread of the deploy.',
      }),
    ],
  })
}
