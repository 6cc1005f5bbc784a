import { createHash } from 'node:crypto'
import type { AwsCall, AwsResult, AwsService } from './aws-service.ts'
import { describeParameters } from './ssm-describe-parameters.ts'
import { invalid, parameterNotFound, refuseOthers, textOf } from './ssm-faults.ts'
import { findParameter, parameterArn, type SsmContext, type SsmParameter } from './ssm-parameter.ts'
import { putParameter } from './ssm-put-parameter.ts'
import { addTags, listTags } from './ssm-tags.ts'

type Answer = (context: SsmContext, call: AwsCall) => AwsResult

const ANSWERS: Record<string, Answer> = {
  PutParameter: putParameter,
  GetParameter: getParameter,
  DescribeParameters: describeParameters,
  DeleteParameter: deleteParameter,
  ListTagsForResource: listTags,
  AddTagsToResource: addTags,
}

/** Systems Manager as far as its Parameter Store is used. */
export function createSsm(context: SsmContext): AwsService {
  return {
    operations: Object.keys(ANSWERS),
    answer(call) {
      const answer = ANSWERS[call.operation]
      if (!answer) throw invalid(`the simulated Systems Manager does not support ${call.operation}`)
      return answer(context, call)
    },
  }
}

function getParameter(context: SsmContext, { input, region }: AwsCall): AwsResult {
  refuseOthers(input, ['Name', 'WithDecryption'])
  const parameter = findParameter(context, { region, asked: textOf(input, 'Name') })
  if (!parameter) throw parameterNotFound()
  const { name, type, version, modifiedAt } = parameter
  const isPlain = type !== 'SecureString' || input['WithDecryption'] === true
  return {
    Parameter: {
      Name: name,
      Type: type,
      Value: isPlain ? parameter.value : encrypted(parameter),
      Version: version,
      LastModifiedDate: modifiedAt / 1000,
      ARN: parameterArn(context.accountId, parameter),
      DataType: 'text',
    },
  }
}

/** Looks like what KMS makes of it; nobody can turn it back. */
function encrypted({ name, version, value }: SsmParameter): string {
  return `AQICAH${createHash('sha512').update(`${name}\n${version}\n${value}`).digest('base64')}`
}

function deleteParameter(context: SsmContext, { input, region }: AwsCall): AwsResult {
  refuseOthers(input, ['Name'])
  const parameter = findParameter(context, { region, asked: textOf(input, 'Name') })
  if (!parameter) throw parameterNotFound()
  const { parameters } = context.state
  parameters.splice(parameters.indexOf(parameter), 1)
  return {}
}
