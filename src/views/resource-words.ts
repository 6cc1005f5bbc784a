import { KINDS } from '../domain/resources/kinds.ts'
import type { Change, ChangeVerb } from '../domain/resources/change.ts'
import type { PartSpec, PartType } from '../domain/resources/part.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { code, plain } from './mrkdwn.ts'

export const VERB: Record<ChangeVerb, string> = { create: 'Create', modify: 'Modify', delete: 'Delete' }

const KIND_OF_PART: Record<PartType, string> = {
  'ssm-parameter': 'SSM parameter',
  'elasticache-user': 'ElastiCache user',
  'elasticache-user-group': 'ElastiCache user group',
  'elasticache-subnet-group': 'subnet group',
  'elasticache-parameter-group': 'parameter group',
  'elasticache-replication-group': 'replication group',
  'elasticache-snapshot': 'snapshot',
}

interface Named {
  resource: Pick<Resource, 'name'>
  change: Pick<Change, 'verb'>
}

/** "Create payments-prod-sessions", without formatting: for headers and labels. */
export function changeTitle({ resource, change }: Named): string {
  return `${VERB[change.verb]} ${resource.name}`
}

/** What is deleted is told apart at a glance. */
export function markOf({ verb }: Pick<Change, 'verb'>): string {
  return verb === 'delete' ? '🗑️ ' : ''
}

/** The same, for sentences. */
export function changeName(of: Named, max = 120): string {
  return `*${plain(changeTitle(of), max)}*`
}

export function resourceName({ name }: Pick<Resource, 'name'>): string {
  return `*${plain(name, 80)}*`
}

/** "subnet group": the id of a part as people read it. */
export function partName(id: string): string {
  return plain(id.replaceAll('-', ' '), 60)
}

/** "replication group `payments-prod-sessions`" */
export function typedPart({ type, name }: { type: PartType; name: string }): string {
  return `${KIND_OF_PART[type]} ${code(name, 100)}`
}

/** The same with what it is called in its plan, unless that says what it is. */
export function namedPart({ id, type, name }: Pick<PartSpec, 'id' | 'type' | 'name'>): string {
  const called = partName(id)
  return called === KIND_OF_PART[type]
    ? `*${called}* ${code(name, 100)}`
    : `*${called}* · ${typedPart({ type, name })}`
}

/** "Valkey 8.0 · cache.t4g.small · 1 replica" */
export function summaryWords(kind: Resource['kind'], parts: PartSpec[]): string {
  return parts.length === 0 ? 'not known' : plain(KINDS[kind].summary(parts), 160)
}

/** "a yes", "2 yeses" */
export function yesWords(count: number): string {
  return count === 1 ? 'a yes' : `${count} yeses`
}

/** Project, environment, region and account. */
export function resourcePlace({
  project,
  environment,
  region,
  account,
}: Pick<Resource, 'project' | 'environment' | 'region' | 'account'>): string {
  return `project ${code(project, 60)} · *${plain(environment, 40)}* · ${plain(region, 40)} · account ${code(account, 40)}`
}
