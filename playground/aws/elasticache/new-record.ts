import { AwsFault } from '../aws-service.ts'
import type { Context } from './context.ts'
import { invalidValue } from './input.ts'
import type { AwsRecord } from './records.ts'
import { refuse } from './refusals.ts'

const MOST_TAGS = 50

/** What everything new has; throws AwsFault when its tags are not allowed. */
export function newRecord(
  context: Context,
  name: string,
  tags: Record<string, string> | undefined,
): AwsRecord {
  if (tags) checkTags(context, name, tags)
  const { now, call, faults } = context
  const stale = faults.use('stale-reads', { operation: call.operation, name })
  return { name, tags: tags ?? {}, createdAt: now, hiddenUntil: stale ? now + (stale.ms ?? 0) : 0 }
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html ("Tag restrictions") */
export function checkTags(context: Context, name: string, tags: Record<string, string>): void {
  refuse(context, ['tags-limit'], { name })
  const names = Object.keys(tags)
  if (names.length > MOST_TAGS)
    throw new AwsFault(
      'TagQuotaPerResourceExceeded',
      'The request cannot be processed because it would cause the resource to have more than the allowed number of tags.',
    )
  for (const [key, value] of Object.entries(tags)) {
    if (key === '' || key.length > 128)
      throw invalidValue(`The tag key must have 1 to 128 characters: ${key}`)
    if (value.length > 256) throw invalidValue(`The value of tag ${key} must not exceed 256 characters.`)
    if (/^aws:/i.test(key)) throw invalidValue(`The tag key must not start with aws: ${key}`)
  }
}

export function isVisible({ hiddenUntil }: AwsRecord, now: number): boolean {
  return hiddenUntil <= now
}
