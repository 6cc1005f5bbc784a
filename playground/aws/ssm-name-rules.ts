import { AwsFault } from './aws-service.ts'
import { invalid } from './ssm-faults.ts'
import { parameterArn } from './ssm-parameter.ts'

const LONGEST_ARN = 1011
const DEEPEST = 15

/**
 * Throws AwsFault when a new parameter can not be called so.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html
 */
export function checkParameterName(name: string, place: { accountId: string; region: string }): void {
  const path = name.startsWith('/') ? name.slice(1) : name
  if (/^aws/i.test(name))
    throw new AwsFault('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
  if (/^(aws|ssm)/i.test(path))
    throw invalid(`Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive). ${SHAPE}`)
  if (!/^[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/.test(path)) throw invalid(`Parameter name: ${name}: ${SHAPE}`)
  if (path === name && name.includes('/')) throw invalid('Parameter name must be a fully qualified name.')
  if (path.split('/').length > DEEPEST)
    throw new AwsFault(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${DEEPEST} levels.`,
    )
  if (parameterArn(place.accountId, { region: place.region, name }).length > LONGEST_ARN)
    throw invalid(`Parameter name: its ARN can have a maximum of ${LONGEST_ARN} characters.`)
}

const SHAPE =
  'If formed as a path, it can consist of sub-paths divided by slash symbol; ' +
  'each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_'
