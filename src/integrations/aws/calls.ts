import { CloudError } from '../../domain/resources/cloud.ts'
import type { CloudFailure, FailureClass } from '../../domain/resources/failure.ts'
import type { Clock } from '../../lib/clock.ts'
import { canonicalCode } from './canonical-code.ts'
import { classifyError } from './classify-error.ts'
import type { ClientOf, Clients } from './clients.ts'
import { kindOfCall, type ActionOf, type Service } from './iam-actions.ts'

/** One call as it went, for metrics and logs. */
export interface AwsCallNote {
  /** The bot's name of the account. */
  account: string
  region: string
  /** `elasticache:CreateUser` */
  action: string
  /** exists, absent and nothing-to-do are answers, not failures. */
  outcome: 'ok' | 'exists' | 'absent' | 'nothing-to-do' | FailureClass
  ms: number
  failure: CloudFailure | null
}

type Call<Name extends Service> = <Output>(
  action: ActionOf<Name>,
  send: (client: ClientOf<Name>) => Promise<Output>,
  options?: CallOptions,
) => Promise<Output>

interface CallOptions {
  /** Stands in what is sent: AWS may repeat it in what it says. */
  secret?: string
}

/** Throws CloudError. Only what `AWS_CALLS` lists can be called. */
export type Calls = { [Name in Service]: Call<Name> }

export interface CallsDeps {
  account: string
  region: string
  clients: Clients
  clock: Clock
  /** Throws CloudError when the credentials are not those that they should be. */
  guard?: (() => Promise<void>) | undefined
  onCall?: (call: AwsCallNote) => void
}

export function createCalls(deps: CallsDeps): Calls {
  const of = <Name extends Service>(service: Name): Call<Name> => {
    return (action, send, options) => call(deps, { service, action, send, ...options })
  }
  return {
    elasticache: of('elasticache'),
    ssm: of('ssm'),
    sts: of('sts'),
    iam: of('iam'),
    pricing: of('pricing'),
    ce: of('ce'),
  }
}

interface Asked<Name extends Service, Output> extends CallOptions {
  service: Name
  action: ActionOf<Name>
  send: (client: ClientOf<Name>) => Promise<Output>
}

async function call<Name extends Service, Output>(
  deps: CallsDeps,
  asked: Asked<Name, Output>,
): Promise<Output> {
  const { account, region, clients, clock, guard, onCall } = deps
  const kind = kindOfCall(asked.service, asked.action)
  const action = `${asked.service}:${asked.action}`
  let generation = clients.generation()
  // What was checked is used: clients that were renewed meanwhile are checked again.
  for (let checked = -1; guard && checked !== generation; generation = clients.generation()) {
    checked = generation
    await guard()
  }
  const startedAt = clock.now()
  const note = (outcome: AwsCallNote['outcome'], failure: CloudFailure | null) =>
    onCall?.({ account, region, action, outcome, ms: clock.now() - startedAt, failure })
  try {
    const output = await clients.use({ service: asked.service, kind }, asked.send)
    note('ok', null)
    return output
  } catch (error) {
    const failure = classifyError(error, { action, kind, secret: asked.secret })
    if (failure.class === 'credentials') clients.renew(generation)
    note(outcomeOf(failure), failure)
    throw new CloudError(failure)
  }
}

function outcomeOf({ code, class: kind }: CloudFailure): AwsCallNote['outcome'] {
  const canonical = canonicalCode(code)
  if (canonical.endsWith('AlreadyExists')) return 'exists'
  if (/.NotFound$/.test(canonical)) return 'absent'
  return canonical === 'NoOperation' ? 'nothing-to-do' : kind
}
