import { AwsFault, type AwsCall, type AwsResult } from './aws-service.ts'
import { outOfBounds, refuseOthers } from './ssm-faults.ts'
import { parameterArn, type SsmContext, type SsmParameter } from './ssm-parameter.ts'

const MOST_RESULTS = 50
/** AWS may give fewer than were asked for: whoever wants all follows the token. */
const USUAL_RESULTS = 10
const TOKEN = /^page-(\d+)$/

/** Metadata only: no value, whoever asks. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export function describeParameters(context: SsmContext, { input, region }: AwsCall): AwsResult {
  refuseOthers(input, ['ParameterFilters', 'MaxResults', 'NextToken'])
  const { MaxResults: most = USUAL_RESULTS, NextToken: token } = input
  if (typeof most !== 'number' || most < 1 || most > MOST_RESULTS)
    throw outOfBounds('maxResults', `Member must have value between 1 and ${MOST_RESULTS}`)
  const start = typeof token === 'string' ? Number(TOKEN.exec(token)?.[1] ?? NaN) : 0
  if (Number.isNaN(start)) throw new AwsFault('InvalidNextToken', 'The specified token is not valid.')
  const isWanted = readFilters(input['ParameterFilters'])
  const wanted = context.state.parameters
    .filter((one) => one.region === region && isWanted(one))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const end = start + most
  return {
    Parameters: wanted.slice(start, end).map((one) => metadata(context.accountId, one)),
    ...(end < wanted.length && { NextToken: `page-${end}` }),
  }
}

function metadata(accountId: string, parameter: SsmParameter): AwsResult {
  const { name, type, keyId, description, version, modifiedAt } = parameter
  return {
    Name: name,
    ARN: parameterArn(accountId, parameter),
    Type: type,
    ...(keyId !== null && { KeyId: keyId }),
    LastModifiedDate: modifiedAt / 1000,
    ...(description !== null && { Description: description }),
    Version: version,
    Tier: 'Standard',
    Policies: [],
    DataType: 'text',
  }
}

interface Filter {
  Key?: unknown
  Option?: unknown
  Values?: unknown
}

/** All filters must hold; of the values of one, any. */
function readFilters(value: unknown): (parameter: SsmParameter) => boolean {
  const filters = (Array.isArray(value) ? (value as Filter[]) : []).map(readFilter)
  return (parameter) => filters.every((holds) => holds(parameter))
}

function readFilter({ Key: key, Option: option = 'Equals', Values: values }: Filter) {
  if (key !== 'Name')
    throw new AwsFault('InvalidFilterKey', 'the simulated Parameter Store filters by Name only')
  if (option !== 'Equals' && option !== 'BeginsWith')
    throw new AwsFault('InvalidFilterOption', 'Valid options are Equals and BeginsWith.')
  if (!Array.isArray(values) || values.length < 1 || values.length > 50)
    throw new AwsFault('InvalidFilterValue', 'A filter must have 1 to 50 values.')
  const texts = values.map(String)
  return ({ name }: SsmParameter) =>
    texts.some((text) => (option === 'Equals' ? name === text : name.startsWith(text)))
}
