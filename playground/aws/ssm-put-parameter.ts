import { AwsFault, type AwsCall, type AwsResult } from './aws-service.ts'
import { invalid, outOfBounds, refuseOthers, textOf } from './ssm-faults.ts'
import { checkParameterName } from './ssm-name-rules.ts'
import { findParameter, PARAMETER_TYPES, type ParameterType, type SsmContext } from './ssm-parameter.ts'
import { checkTagCount, readTags } from './ssm-tags.ts'

const KNOWN = ['Name', 'Value', 'Type', 'Description', 'KeyId', 'Overwrite', 'Tags', 'Tier', 'DataType']
const LONGEST_DESCRIPTION = 1024
/** Of the standard tier, the only one here. */
const LONGEST_VALUE = 4096
const DEFAULT_KEY = 'alias/aws/ssm'

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export function putParameter(context: SsmContext, { input, region }: AwsCall): AwsResult {
  refuseOthers(input, KNOWN)
  const { name, value, description, keyId, type } = readParameter(input)
  const tags = readTags(input['Tags'])
  checkTagCount(tags)
  checkParameterName(name, { accountId: context.accountId, region })
  const isOverwrite = input['Overwrite'] === true
  if (isOverwrite && input['Tags'] !== undefined)
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove " +
        'overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    )
  const existing = findParameter(context, { region, asked: name })
  if (!existing) {
    if (!type) throw invalid('A parameter type is required when you create a parameter.')
    const key = type === 'SecureString' ? (keyId ?? DEFAULT_KEY) : null
    const made = { region, name, type, value, keyId: key, description, tags, version: 1 }
    const now = context.now()
    context.state.parameters.push({ ...made, createdAt: now, modifiedAt: now })
    return { Version: 1, Tier: 'Standard' }
  }
  if (!isOverwrite)
    throw new AwsFault(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    )
  if (type && type !== existing.type)
    throw new AwsFault('HierarchyTypeMismatchException', 'The type of a parameter cannot be changed.')
  existing.version += 1
  Object.assign(existing, { value, modifiedAt: context.now(), ...(description !== null && { description }) })
  return { Version: existing.version, Tier: 'Standard' }
}

function readParameter(input: Record<string, unknown>) {
  const name = textOf(input, 'Name').trim()
  const value = textOf(input, 'Value')
  const { Description: description, KeyId: keyId, Type: type, Tier: tier, DataType: dataType } = input
  if (value.length < 1) throw outOfBounds('value', 'Member must have length greater than or equal to 1')
  if (Buffer.byteLength(value) > LONGEST_VALUE)
    throw invalid(
      `Standard tier parameters support a maximum parameter value of ${LONGEST_VALUE} characters. ` +
        'To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.',
    )
  if (typeof description === 'string' && description.length > LONGEST_DESCRIPTION)
    throw outOfBounds('description', `Member must have length less than or equal to ${LONGEST_DESCRIPTION}`)
  if (type !== undefined && !PARAMETER_TYPES.includes(type as ParameterType))
    throw outOfBounds('type', `Member must satisfy enum value set: [${PARAMETER_TYPES.join(', ')}]`)
  if (tier !== undefined && tier !== 'Standard')
    throw invalid('the simulated Parameter Store has the standard tier only')
  if (dataType !== undefined && dataType !== 'text')
    throw invalid('the simulated Parameter Store has the data type text only')
  return {
    name,
    value,
    description: typeof description === 'string' ? description : null,
    keyId: typeof keyId === 'string' ? keyId : null,
    type: type as ParameterType | undefined,
  }
}
