import type { KnownBlock } from '@slack/types'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import type { Modal } from '../domain/message.ts'
import { draftBlocks } from './deploy-draft.ts'
import type { DeployModalView, Picked } from './deploy-modal-view.ts'
import { modalMetadata } from './deploy-modal-metadata.ts'
import { pickerBlocks } from './deploy-pickers.ts'
import { CALLBACK } from './ids.ts'
import { context, divider, modal, section } from './kit.ts'
import { refusalWords } from './refusals.ts'

export type { DeployModalView, Picked } from './deploy-modal-view.ts'

/** Asks what goes where and shows what would change; it can be handed in only when that is known. */
export function deployModal(view: DeployModalView): Modal {
  const { kind, plan } = view
  const submit = plan.state === 'ready' ? submitText(kind, plan.approval) : null
  return modal({
    title: kind === 'rollback' ? 'Roll back' : 'Deploy',
    callbackId: kind === 'rollback' ? CALLBACK.rollback : CALLBACK.deploy,
    privateMetadata: modalMetadata(view),
    ...(submit === null ? {} : { submit }),
    blocks: [...pickerBlocks(view), divider(), ...planBlocks(view)],
  })
}

function submitText(kind: DeployModalView['kind'], approval: ApprovalRule | null): string {
  if (kind === 'rollback') return 'Roll back'
  return approval === null ? 'Deploy' : 'Ask for approval'
}

function planBlocks({ kind, plan, picked, previous }: DeployModalView): KnownBlock[] {
  switch (plan.state) {
    case 'none':
      return [context(missingWords(kind, picked, previous.length))]
    case 'loading':
      return [context('⏳ Reading what runs now in the clusters. The plan appears here in a moment.')]
    case 'refused':
      return [section(`🚫 ${refusalWords(plan.refusal)}`)]
    case 'ready':
      return draftBlocks(plan)
  }
}

function missingWords(kind: DeployModalView['kind'], picked: Picked, previous: number): string {
  const wanted = [
    picked.project === null ? 'a project' : null,
    picked.service === null ? 'a service' : null,
    picked.environment === null ? 'an environment' : null,
    kind === 'deploy' && picked.version === null ? 'a version' : null,
    kind === 'rollback' && previous > 0 && picked.version === null ? 'the version to go back to' : null,
  ].filter((one) => one !== null)
  if (wanted.length > 0) return `👆 Choose ${wanted.join(', ')}: then what would change is shown here.`
  if (kind === 'rollback' && previous === 0)
    return 'No earlier good version is known here. Use `/deploy` with the version that you want.'
  return 'What would change is shown here.'
}
