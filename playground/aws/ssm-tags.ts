import { AwsFault, type AwsCall, type AwsResult } from './aws-service.ts'
import { invalid, outOfBounds, refuseOthers, textOf } from './ssm-faults.ts'
import { findParameter, type SsmContext, type SsmParameter } from './ssm-parameter.ts'

const MOST_TAGS = 50
const TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Reads `[{Key, Value}]`; throws AwsFault for tags that AWS does not take. */
export function readTags(value: unknown): Record<string, string> {
  if (value === undefined) return {}
  if (!Array.isArray(value)) throw outOfBounds('tags', 'Member must be a list')
  const pairs = value.map((tag: { Key?: unknown; Value?: unknown }) => {
    const { Key: key, Value: text } = tag
    if (typeof key !== 'string' || key.length < 1 || key.length > 128 || !TEXT.test(key))
      throw outOfBounds('tags.1.member.key', 'Member must have 1 to 128 allowed characters')
    if (typeof text !== 'string' || text.length > 256 || !TEXT.test(text))
      throw outOfBounds('tags.1.member.value', 'Member must have 0 to 256 allowed characters')
    if (/^aws:/i.test(key))
      throw invalid(`aws: prefixed tag key names are not allowed for external use: ${key}`)
    return [key, text] as const
  })
  return Object.fromEntries(pairs)
}

export function listTags(context: SsmContext, { input, region }: AwsCall): AwsResult {
  const { tags } = tagged(context, input, region)
  return { TagList: Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value })) }
}

export function addTags(context: SsmContext, { input, region }: AwsCall): AwsResult {
  refuseOthers(input, ['ResourceType', 'ResourceId', 'Tags'])
  const parameter = tagged(context, input, region)
  const tags = { ...parameter.tags, ...readTags(input['Tags']) }
  checkTagCount(tags)
  parameter.tags = tags
  return {}
}

export function checkTagCount(tags: Record<string, string>): void {
  if (Object.keys(tags).length > MOST_TAGS)
    throw new AwsFault('TooManyTagsError', `A resource can have a maximum of ${MOST_TAGS} tags.`)
}

/** Tags go by the name: an ARN is not found. */
function tagged(context: SsmContext, input: Record<string, unknown>, region: string): SsmParameter {
  if (textOf(input, 'ResourceType') !== 'Parameter')
    throw new AwsFault('InvalidResourceType', 'the simulated Systems Manager tags parameters only')
  const id = textOf(input, 'ResourceId')
  const found = id.startsWith('arn:') ? undefined : findParameter(context, { region, asked: id })
  if (!found)
    throw new AwsFault(
      'InvalidResourceId',
      'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    )
  return found
}
