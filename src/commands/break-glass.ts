import { z } from 'zod'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { DeployViewQuery } from '../queries/deploy-view.ts'
import { tooLateMessage } from '../views/answers.ts'
import { breakGlassModal } from '../views/deploy-reason-modal.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata, typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'

export interface BreakGlassDeps {
  breakGlass: Operation<DeployRecord>
  deployView: DeployViewQuery
}

/** Opens the modal that asks why. */
export function createBreakGlassClick({ deployView }: BreakGlassDeps): Interaction {
  return clickOnId(ACTION.breakGlass, async (deployId, click, answers) => {
    const view = await deployView({ actor: click.actor, input: { deployId } })
    if (!view) return refusalMessage({ reason: 'deploy-unknown' })
    const opened = await answers.openModal(click.triggerId, breakGlassModal(view))
    return 'error' in opened ? tooLateMessage() : null
  })
}

const metadata = z.object({ v: z.literal(1), deployId: z.string() })

export function createBreakGlassSubmission({ breakGlass }: BreakGlassDeps): Submission {
  return {
    callbackId: CALLBACK.breakGlass,
    async run({ actor, view }) {
      const known = readMetadata(metadata, view)
      if (!known) return { answer: 'close' }
      const input = { deployId: known.deployId, reason: typedReason(view) }
      const broken = await breakGlass({ actor, input })
      if (broken.ok) return { answer: 'close' }
      return { answer: 'errors', errors: { reason: refusalWords(broken.refusal) } }
    },
  }
}
