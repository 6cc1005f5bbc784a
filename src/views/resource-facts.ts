import type { Approval } from '../domain/approval.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { isEnded, type Change } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { fieldsIn } from '../domain/resources/kinds.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { isOver, type Resource } from '../domain/resources/resource.ts'
import type { ResourceEnvironment } from '../domain/resources/resource-policy.ts'
import { approvalBecause } from './approval-because.ts'
import { teamName } from './deploy-team.ts'
import { moment, person } from './mrkdwn.ts'
import { whoWords } from './plan-words.ts'
import { isKnown, priceChangeWords, priceWords, shortPrice } from './price-words.ts'
import { resourcePlace, summaryWords } from './resource-words.ts'
import { askedWords } from './wave-words.ts'
import { wishDifferences } from './wish-words.ts'

/** Where it is, whose it is, and who asked. */
export function askedLine({ resource, change, team, approvals }: ChangeView): string {
  const votes = approvals.findLast(({ state }) => state === 'approved')?.votes ?? []
  const voters = votes.slice(0, 5).map(({ userId }) => person(userId))
  const approved = voters.length === 0 ? '' : ` · approved by ${voters.join(' ')}`
  return `${resourcePlace(resource)} · ${teamName(team)} · asked by ${person(change.requesterId)} ${moment(change.createdAt)}${approved}`
}

/** What it is; of a modification what it was and becomes. */
export function whatLine(view: ChangeView): string {
  const { change, resource, environment } = view
  if (change.verb !== 'modify') return summaryWords(resource.kind, partsOf(resource, change))
  const after = resource.parts.map((part) => change.plan.make.find(({ id }) => id === part.id) ?? part)
  const now = summaryWords(resource.kind, after)
  if (isSame(resource.parts, after)) {
    const { wish: chosen, wishBefore: before } = change.plan
    const differences = wishDifferences({ before, after: chosen }, fieldsIn(environment, resource.kind))
    return differences === '' ? now : `${now} (${differences})`
  }
  return `${summaryWords(resource.kind, resource.parts)} → *${now}*`
}

function partsOf(resource: Resource, { verb, plan }: Change): PartSpec[] {
  return verb === 'create' && plan.make.length > 0 ? plan.make : resource.parts
}

function isSame(before: PartSpec[], after: PartSpec[]): boolean {
  return before.every((part, index) => canonicalJson(part.values) === canonicalJson(after[index]?.values))
}

/** What a month costs, or what the change makes of that; empty where nothing costs. */
export function priceLine({ change, resource }: Pick<ChangeView, 'change' | 'resource'>): string {
  const { price, priceBefore } = change.plan
  if (costsNothing({ change, resource })) return ''
  if (staysAsItWas(change))
    return `💰 ${priceWords((change.verb === 'modify' ? [priceBefore] : [priceBefore, price]).find(isKnown) ?? null)}`
  switch (change.verb) {
    case 'create':
      return `💰 ${priceWords(price)}`
    case 'modify':
      return `💰 ${priceChangeWords(priceBefore, price)}`
    case 'delete': {
      const known = [priceBefore, price].find(isKnown) ?? null
      return known === null ? '💰 Price unknown' : `💰 it costs ${shortPrice(known)} until it is gone`
    }
  }
}

/** What was never made, and what is not there any more. */
function costsNothing({ change, resource }: Pick<ChangeView, 'change' | 'resource'>): boolean {
  if (isOver(resource)) return true
  if (change.verb === 'create') return isEnded(change) && change.state !== 'succeeded'
  return change.verb === 'delete' && change.state === 'succeeded'
}

/** What comes of it is as before it was asked for. */
function staysAsItWas(change: Change): boolean {
  const isTurned =
    change.state === 'undoing' || (change.state === 'stopped' && change.stoppedIn === 'undoing')
  if (change.verb === 'create') return false
  return (change.verb === 'modify' && isTurned) || (isEnded(change) && change.state !== 'succeeded')
}

/** The rule that a change of this kind is judged by; null: nobody is asked, or it is not known any more. */
export function ruleOf(environment: ResourceEnvironment | null, verb: Change['verb']): ApprovalRule | null {
  if (environment === null) return null
  return verb === 'delete' ? environment.deletion.approval : environment.approval
}

/** How far the approval is that is waited for; empty where none is. */
export function approvalLine(view: ChangeView): string {
  const { change, environment, team } = view
  const approval = waitingApproval(view)
  if (!approval) return ''
  const rule = ruleOf(environment, change.verb)
  const because = becauseWords(view)
  const asked = askedWords(approval, rule ? whoWords(rule.from, team) : '')
  return `✋ ${asked}${because === '' ? '' : `, ${because}`}`
}

function becauseWords({ change, environment }: ChangeView): string {
  if (environment === null || ruleOf(environment, change.verb) === null) return ''
  return approvalBecause({
    verb: change.verb,
    environment: environment.name,
    monthlyOverMicros: environment.approval?.monthlyOverMicros ?? null,
    price: change.plan.price,
  })
}

export function waitingApproval({
  change,
  approvals,
}: Pick<ChangeView, 'change' | 'approvals'>): Approval | null {
  if (change.state !== 'waiting-for-approval') return null
  return approvals.findLast(({ state }) => state === 'waiting') ?? null
}
