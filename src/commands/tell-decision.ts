import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import type { Message, Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import type { SettledApproval } from '../queries/settled-approval.ts'
import type { WaitingApprovals } from '../queries/waiting-approvals.ts'
import { approvalList } from '../views/approval-list.ts'
import { tell } from './deploy-click.ts'
import type { Click } from './door.ts'

export interface DecisionListDeps {
  waitingApprovals: WaitingApprovals
  settledApproval: SettledApproval
  now(): number
}

interface Decided {
  actor: Actor
  approvalId: string
  /** What it did, in words. */
  said: string | null
}

/**
 * Answers a click on a decision. In the list of `/approve` its row says it and loses its buttons; on a card, which is
 * drawn anew by itself, and while the row is still theirs to decide, the person is told beside it.
 */
export async function tellDecision(
  deps: DecisionListDeps,
  { answers, click }: { answers: Answers; click: Click },
  { approvalId, message }: { approvalId: string; message: Message },
): Promise<void> {
  const { actor } = click
  const url = listUrl(click)
  const decided = { actor, approvalId, said: message.text }
  const isTold = url !== null && (await showDecided(deps, { answers, url }, decided))
  if (!isTold) await tell(answers, click, message)
}

/** False when it is not settled, or Slack does not take it. */
async function showDecided(
  { waitingApprovals, settledApproval, now }: DecisionListDeps,
  { answers, url }: { answers: Answers; url: string },
  { actor, approvalId, said }: Decided,
): Promise<boolean> {
  const item = await settledApproval({ actor, input: { approvalId } })
  const waiting = item && (await waitingApprovals({ actor }))
  if (!item || !waiting?.ok) return false
  return answers.replace(url, approvalList({ ...waiting.value, settled: { item, said } }, now()))
}

/** null: it was pressed elsewhere. */
function listUrl({ isEphemeral, responseUrl }: Click): string | null {
  return isEphemeral ? responseUrl : null
}

/** The modal that asks why remembers the list in which it was opened. */
export function rememberList(modal: Modal, click: Click): Modal {
  const url = listUrl(click)
  if (url === null) return modal
  const known = JSON.parse(modal.private_metadata ?? '{}') as object
  return { ...modal, private_metadata: JSON.stringify({ ...known, listUrl: url }) }
}

/** What such a modal knows. */
export const rejection = z.object({ v: z.literal(1), approvalId: z.string(), listUrl: z.string().optional() })

/** In the list in which such a modal was opened, the row says that it was rejected. */
export function afterRejection(
  deps: DecisionListDeps,
  answers: Answers,
  { actor, approvalId, listUrl: url }: { actor: Actor } & z.infer<typeof rejection>,
): { afterwards?: () => Promise<void> } {
  if (url === undefined) return {}
  return {
    afterwards: async () =>
      void (await showDecided(deps, { answers, url }, { actor, approvalId, said: null })),
  }
}
