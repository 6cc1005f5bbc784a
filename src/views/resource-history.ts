import type { FormField } from '../domain/resources/resource-kind.ts'
import type { ResourceDetail } from '../domain/resources/resource-views.ts'
import type { ChangeVerb } from '../domain/resources/change.ts'
import { cloudFailureWords } from './cloud-failure-words.ts'
import { moment, person } from './mrkdwn.ts'
import { lengthWords } from './resource-progress-words.ts'
import { changeChip } from './resource-state-words.ts'
import { wishDifferences } from './wish-words.ts'

type Entry = ResourceDetail['history'][number]

const ASKED: Record<ChangeVerb, string> = { create: 'Create', modify: 'Modify', delete: 'Delete' }

/** Who wanted what, when, and what became of it. */
export function historyLine({ change, approvals }: Entry, fields: readonly FormField[]): string {
  const { mark, word } = changeChip(change)
  const differences =
    change.verb === 'modify'
      ? wishDifferences({ before: change.plan.wishBefore, after: change.plan.wish }, fields)
      : ''
  const parts = [
    `${mark} ${ASKED[change.verb]}: ${word.toLowerCase()}`,
    differences,
    `asked by ${person(change.requesterId)} ${moment(change.createdAt)}`,
    approversWords(approvals),
    tookWords(change),
    whyWords(change),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function approversWords(approvals: Entry['approvals']): string {
  const approved = approvals.findLast(({ state }) => state === 'approved')
  const voters = approved?.votes.slice(0, 5).map(({ userId }) => person(userId)) ?? []
  return voters.length === 0 ? '' : `approved by ${voters.join(' ')}`
}

function tookWords({ startedAt, endedAt }: Entry['change']): string {
  return startedAt === null || endedAt === null ? '' : `took ${lengthWords(endedAt - startedAt)}`
}

/** Why it did not come to what was asked for. */
function whyWords({ failure, cancelled, state }: Entry['change']): string {
  if (failure === null || state === 'succeeded') return ''
  if (failure.code === 'cancelled' && cancelled) return `cancelled by ${person(cancelled.by)}`
  return cloudFailureWords(failure).cause
}
