import type { DeployAction } from '../../src/domain/deploys/who-can.ts'
import type { Denial } from '../../src/domain/denial.ts'
import type { Place } from './find-place.ts'
import { ruleOf, type Judgement, type OfflineFacts } from './judge.ts'
import { anyOf, whoWords } from './rule-words.ts'

interface Asked {
  action: DeployAction
  userId: string
  place: Place
  facts: OfflineFacts
}

/** The answer and its reason. */
export function verdictLines(judgement: Judgement, asked: Asked): string[] {
  const { userId, facts } = asked
  const what = deed(asked)
  switch (judgement.verdict) {
    case 'allowed': {
      const why =
        judgement.by.kind === 'everybody'
          ? 'everybody may'
          : `as one of ${whoWords(judgement.by, facts.team)}`
      return [`allowed: ${userId} may ${what}, ${why}`, ...conditions(asked)]
    }
    case 'denied':
      return [`not allowed: ${userId} may not ${what}: ${denialWords(judgement.denial, asked)}`]
    case 'depends': {
      const groups = judgement.groups.join(' or ')
      const next = `say with --groups which ones ${userId} is in, or '' for none`
      return [`depends: ${userId} may ${what} if in Slack group ${groups}`, `  → ${next}`]
    }
  }
}

export function placeName({ project, service }: Place): string {
  return service === null ? project.namespace : `${project.namespace}/${service}`
}

function deed({ action, place, facts }: Asked): string {
  const name = placeName(place)
  const { name: environment } = facts.policy
  switch (action) {
    case 'deploy':
      return `deploy ${name} to ${environment}`
    case 'approve':
      return `approve deploys of ${name} to ${environment}`
    case 'roll-back':
      return `roll back ${name} in ${environment}`
    case 'unlock':
      return `unlock ${name} in ${environment}`
    case 'break-glass':
      return `break the glass for ${name} in ${environment}`
  }
}

function conditions({ action, facts }: Asked): string[] {
  if (action === 'break-glass') return ['  → only with a reason, and everybody is told']
  if (action !== 'approve' || !facts.policy.approval) return []
  const { requesterMay, authorMay } = facts.policy.approval
  const unless = [
    ...(requesterMay || facts.requesterId !== undefined ? [] : ['asked for the deploy (--requester)']),
    ...(authorMay || facts.authorId !== undefined ? [] : ['wrote the commit (--author)']),
  ]
  return unless.length === 0 ? [] : [`  → unless this person ${unless.join(' or ')}`]
}

function denialWords({ reason }: Denial, { action, facts }: Asked): string {
  switch (reason) {
    case 'approval-not-needed':
      return 'nothing is approved there, deploys start at once'
    case 'requester-may-not-approve':
      return 'who asked for the deploy may not approve it'
    case 'author-may-not-approve':
      return 'who wrote the commit may not approve it'
    case 'break-glass-not-set-up':
      return 'nobody may, set deploys.onCallGroup to a Slack group'
    default:
      return `only ${anyOf(ruleOf(action, facts), facts.team)} may`
  }
}
