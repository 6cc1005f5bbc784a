import { AwsFault, type AwsResult, type AwsService } from './aws-service.ts'

export interface IamContext {
  /** Whether policy refuses the action: `elasticache:CreateSnapshot`. */
  isDenied(action: string): boolean
}

/** No policy is evaluated here, so that what context there is decides nothing. */
const CONTEXT = /^ContextEntries\.member\.\d+\.(ContextKeyName|ContextKeyType|ContextKeyValues\.member\.\d+)$/
const KNOWN = /^(PolicySourceArn|(ActionNames|ResourceArns)\.member\.\d+|MaxItems|Marker)$/
const ENTITY = /^arn:aws:iam::\d{12}:(user|group|role)\/\S+$/
const MOST_ITEMS = 1000
const USUAL_ITEMS = 100

/** Nothing but the policy simulator. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export function createIam(context: IamContext): AwsService {
  return {
    operations: ['SimulatePrincipalPolicy'],
    answer: ({ input }) => simulatePrincipalPolicy(context, input),
  }
}

function simulatePrincipalPolicy({ isDenied }: IamContext, input: Record<string, unknown>): AwsResult {
  const other = Object.keys(input).find((name) => !KNOWN.test(name) && !CONTEXT.test(name))
  if (other !== undefined) throw invalid(`the simulated IAM does not support ${other}`)
  const { PolicySourceArn: source } = input
  // An assumed role is a session of a role: AWS wants the ARN of the role itself.
  if (typeof source !== 'string' || !ENTITY.test(source))
    throw invalid(`Invalid Entity Arn: ${String(source)} does not clearly define entity type and name.`)
  const actions = membersOf(input, 'ActionNames')
  if (actions.length === 0) throw invalid('At least one action must be given.')
  const unclear = actions.find((action) => !/^[a-z0-9-]+:[A-Za-z0-9*]+$/.test(action))
  if (unclear !== undefined) throw invalid(`Invalid Action: ${unclear}`)
  const resources = membersOf(input, 'ResourceArns')
  const results = actions.flatMap((action) =>
    (resources.length > 0 ? resources : ['*']).map((resource) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: isDenied(action) ? 'implicitDeny' : 'allowed',
    })),
  )
  return page(results, input)
}

function page(results: AwsResult[], input: Record<string, unknown>): AwsResult {
  const most = Number(input['MaxItems'] ?? USUAL_ITEMS)
  const start = Number(input['Marker'] ?? 0)
  if (!(most >= 1 && most <= MOST_ITEMS)) throw invalid(`MaxItems must be between 1 and ${MOST_ITEMS}`)
  if (!(start >= 0)) throw invalid('Marker is not one that was given')
  const isTruncated = start + most < results.length
  return {
    EvaluationResults: { member: results.slice(start, start + most) },
    IsTruncated: isTruncated,
    ...(isTruncated && { Marker: String(start + most) }),
  }
}

/** A list of the query protocol: `ActionNames.member.1`, … */
function membersOf(input: Record<string, unknown>, name: string): string[] {
  const texts: string[] = []
  for (let index = 1; input[`${name}.member.${index}`] !== undefined; index++)
    texts.push(String(input[`${name}.member.${index}`]))
  return texts
}

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidInput', message)
}
