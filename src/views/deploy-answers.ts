import type { Approval } from '../domain/approval.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { waveWords } from './deploy-state.ts'
import { channel, person, plain } from './mrkdwn.ts'
import { deployName } from './release-words.ts'
import { plural } from './text.ts'

/** What a click or a handed-in modal did. */
export function approvedWords(result: {
  record: DeployRecord
  approval: Approval
  effect: 'voted' | 'approved'
}): string {
  const { record, approval, effect } = result
  const what = `${waveWords({ record }, approval.wave)} of ${deployName(record)}`
  if (effect === 'approved')
    return `✅ You approved ${what}. It starts as soon as everything is checked once more.`
  const missing = approval.count - approval.votes.length
  return `👍 Your vote for ${what} counts: ${approval.votes.length} of ${approval.count}. ${plural(missing, 'more vote')} to go.`
}

export function rejectedWords({ record, approval }: { record: DeployRecord; approval: Approval }): string {
  const reason = approval.decided?.reason
  return `🚫 You rejected ${deployName(record)}${reason ? `: ${plain(reason, 200)}` : ''}. ${person(record.requesterId)} reads it in the thread of its card.`
}

export function withdrawnWords(record: DeployRecord): string {
  return `⏹️ You withdrew ${deployName(record)}. Nothing more of it begins.`
}

export function glassBrokenWords(record: DeployRecord): string {
  return `🔨 You broke the glass for ${deployName(record)}. It goes on without votes: each wave starts as soon as the one before serves. Everybody reads why in ${channel(record.channel)}, and it stands in the audit log.`
}

export function requestedWords(record: DeployRecord): string {
  const name = deployName(record)
  const where = `Its card stands in ${channel(record.channel)}.`
  if (record.state === 'waiting-for-approval') {
    return `✋ ${name} waits for approval of ${waveWords({ record })}: the approvers are told. ${where}`
  }
  return record.kind === 'rollback' ? `↩️ ${name} starts at once. ${where}` : `🚀 ${name} starts. ${where}`
}
