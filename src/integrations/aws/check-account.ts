import { SimulatePrincipalPolicyCommand, type ContextEntry } from '@aws-sdk/client-iam'
import { CloudError, type CloudAccountCheck } from '../../domain/resources/cloud.ts'
import { RESOURCE_TAG } from '../../domain/resources/part.ts'
import { createCalls, type Calls, type CallsDeps } from './calls.ts'
import { createClients, type ClientOptions } from './clients.ts'
import { iamActions, isForSecrets, SECRETS_PATH, type Duty } from './iam-actions.ts'
import { readIdentity, type Identity } from './identity.ts'
import { allPages, marker } from './pages.ts'
import { principalOf } from './principal.ts'

/** Whose the credentials are, and what IAM would refuse. Loads the SDK; `createAccountCheck` does so when it is needed. */
export async function checkAccount(
  options: ClientOptions & Pick<CallsDeps, 'onCall'> & { duties: readonly Duty[] },
): Promise<CloudAccountCheck> {
  const { account, region } = options
  const clients = createClients(options)
  const calls = createCalls({ ...options, account: account.name, region, clients })
  const check: CloudAccountCheck = {
    account: account.name,
    identity: null,
    wantedAccountId: null,
    denied: null,
    problem: null,
  }
  try {
    const identity = await readIdentity(calls)
    const { accountId, arn } = identity
    check.identity = { accountId, arn }
    if (account.id !== null && account.id !== accountId) check.wantedAccountId = account.id
    check.denied = await readDenied(calls, identity, options)
    return check
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return { ...check, problem: error.failure }
  } finally {
    clients.close()
  }
}

/** Secrets are asked about below their path, for that is where they are granted. */
async function readDenied(
  calls: Calls,
  { accountId, arn }: Identity,
  { region, duties }: { region: string; duties: readonly Duty[] },
): Promise<string[]> {
  const source = principalOf(arn)
  const partition = arn.split(':')[1] ?? 'aws'
  const secret = `arn:${partition}:ssm:${region}:${accountId}:parameter${SECRETS_PATH}doctor`
  const actions = duties.flatMap((duty) => iamActions(duty))
  const denied = await Promise.all([
    simulate(calls, { source, actions: actions.filter((action) => !isForSecrets(action)), resources: ['*'] }),
    simulate(calls, { source, actions: actions.filter(isForSecrets), resources: [secret] }),
  ])
  return denied.flat().toSorted()
}

/** What is not ours may not be touched: IAM is asked about things that carry the tag. */
const AS_IF_TAGGED: ContextEntry[] = [
  {
    ContextKeyName: `aws:ResourceTag/${RESOURCE_TAG}`,
    ContextKeyType: 'string',
    ContextKeyValues: ['doctor'],
  },
]

async function simulate(
  calls: Calls,
  { source, actions, resources }: { source: string; actions: string[]; resources: string[] },
): Promise<string[]> {
  if (actions.length === 0) return []
  const pages = await allPages(
    (token) =>
      calls.iam('SimulatePrincipalPolicy', (client) =>
        client.send(
          new SimulatePrincipalPolicyCommand({
            PolicySourceArn: source,
            ActionNames: actions,
            ResourceArns: resources,
            ContextEntries: AS_IF_TAGGED,
            Marker: token,
          }),
        ),
      ),
    marker,
  )
  return pages
    .flatMap(({ EvaluationResults = [] }) => EvaluationResults)
    .filter(({ EvalDecision }) => EvalDecision !== 'allowed')
    .map(({ EvalActionName = '' }) => EvalActionName)
}
