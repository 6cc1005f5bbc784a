import type { Approval } from '../domain/approval.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import type { Json, JsonObject, PartSpec } from '../domain/resources/part.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { ResourceEnvironment } from '../domain/resources/resource-policy.ts'
import { teamName } from './deploy-team.ts'
import { moment, person, plain } from './mrkdwn.ts'
import { whoWords } from './plan-words.ts'
import { isKnown, priceChangeWords, priceWords, shortPrice } from './price-words.ts'
import { resourcePlace, summaryWords } from './resource-words.ts'
import { askedWords } from './wave-words.ts'

/** Where it is, whose it is, and who asked. */
export function askedLine({ resource, change, team, approvals }: ChangeView): string {
  const votes = approvals.findLast(({ state }) => state === 'approved')?.votes ?? []
  const voters = votes.slice(0, 5).map(({ userId }) => person(userId))
  const approved = voters.length === 0 ? '' : ` · approved by ${voters.join(' ')}`
  return `${resourcePlace(resource)} · ${teamName(team)} · asked by ${person(change.requesterId)} ${moment(change.createdAt)}${approved}`
}

/** What it is; of a modification what it was and becomes. */
export function whatLine(view: ChangeView): string {
  const { change, resource } = view
  if (change.verb !== 'modify') return summaryWords(resource.kind, partsOf(resource, change))
  const after = resource.parts.map((part) => change.plan.make.find(({ id }) => id === part.id) ?? part)
  const now = summaryWords(resource.kind, after)
  if (isSame(resource.parts, after)) {
    const differences = wishDifferences(change.plan.wishBefore, change.plan.wish)
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

/** "replicas 1 → 2" */
export function wishDifferences(before: JsonObject | null, after: JsonObject): string {
  const keys = Object.keys(after).filter((key) => before !== null && !isEqual(before[key], after[key]))
  return keys
    .slice(0, 6)
    .map((key) => `${plain(key, 40)} ${valueWords(before?.[key])} → ${valueWords(after[key])}`)
    .join(' · ')
}

// What came from a form may be text where it is a number elsewhere.
function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return valueText(a) === valueText(b)
}

function valueWords(value: Json | undefined): string {
  return plain(valueText(value), 60)
}

/** A value as one line. */
export function valueText(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  const pairs = Object.entries(value).map(([key, one]) => `${key}=${valueText(one)}`)
  return pairs.length === 0 ? 'none' : pairs.join(', ')
}

/** What a month costs, or what the change makes of that. */
export function priceLine({ change }: Pick<ChangeView, 'change'>): string {
  const { price, priceBefore } = change.plan
  switch (change.verb) {
    case 'create':
      return `💰 ${priceWords(price)}`
    case 'modify':
      return `💰 ${priceChangeWords(priceBefore, price)}`
    case 'delete': {
      const known = [priceBefore, price].find(isKnown) ?? null
      if (known === null) return '💰 Price unknown'
      return change.state === 'succeeded'
        ? `💰 it cost ${shortPrice(known)}`
        : `💰 it costs ${shortPrice(known)} until it is gone`
    }
  }
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
  return `✋ ${askedWords(approval, rule ? whoWords(rule.from, team) : '')}`
}

export function waitingApproval({
  change,
  approvals,
}: Pick<ChangeView, 'change' | 'approvals'>): Approval | null {
  if (change.state !== 'waiting-for-approval') return null
  return approvals.findLast(({ state }) => state === 'waiting') ?? null
}
