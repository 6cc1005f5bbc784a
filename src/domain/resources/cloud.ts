import type { CloudFailure } from './failure.ts'
import type { ModifyStep } from './modify-step.ts'
import type { PartSight, PartSpec, PartType } from './part.ts'

/** What became of a write. `exists`, `absent` and `nothing-to-do` are answers, not errors: whoever asked looks again. */
export type WriteAnswer = 'done' | 'exists' | 'absent' | 'nothing-to-do'

export interface Written {
  answer: WriteAnswer
  /** AWS request id of the (last) call. */
  requestId: string | null
}

export interface CloudEvent {
  at: number
  /** Name of the thing it is about: a replication group or a member. */
  about: string
  message: string
}

export interface FoundPart {
  type: PartType
  name: string
  arn: string | null
  status: string
}

/**
 * Port: one account and region of a cloud. Every method throws CloudError for what the cloud or the network does.
 * Nothing is retried behind the caller's back but reads; a write that may have been carried out although no answer came
 * throws `unknown-outcome`: look again.
 */
export interface Cloud {
  look(part: PartSpec): Promise<PartSight>
  /** Never takes over what exists. */
  make(part: PartSpec): Promise<Written>
  /** Sets again what differs and can be set: parameters (at most 20 a call), tags. */
  mend(part: PartSpec): Promise<Written>
  /** The caller has looked: it is ours. */
  unmake(part: PartSpec): Promise<Written>
  modify(part: PartSpec, step: ModifyStep): Promise<Written>
  /** Node types that AWS would change it to now. */
  allowedNodeTypes(part: PartSpec): Promise<string[]>
  /** Events about the part and its members since then, oldest first. The cloud keeps 14 days. */
  events(part: PartSpec, since: number): Promise<CloudEvent[]>
  /** Everything that carries this resource's marker or tag, but snapshots that are kept. */
  residue(resource: { id: string; parts: PartSpec[] }): Promise<FoundPart[]>
  /** How many there are now of what a quota counts. `quota`: the code of the refusal; null: not known. */
  used(quota: string): Promise<number | null>
}

/** Port: all accounts that the configuration names. */
export interface Clouds {
  /** null: the account is not in the configuration. */
  of(place: CloudPlace): Cloud | null
}

export interface CloudPlace {
  /** Name of the account in the configuration. */
  account: string
  region: string
  /**
   * The id of the cloud's account that things which are known are in: of their ARN. When the credentials lead to
   * another, every call is refused with `account-wrong` of the class `credentials`: there it would look as if all was gone.
   */
  accountId?: string | null
}

export class CloudError extends Error {
  override readonly name = 'CloudError'
  readonly failure: CloudFailure
  constructor(failure: CloudFailure) {
    super(`${failure.action}: ${failure.code}: ${failure.message}`)
    this.failure = failure
  }
}

/** Port: what a permission check of an account found. */
export interface CloudAccountCheck {
  account: string
  /** As STS says it; null when it could not be asked. */
  identity: { accountId: string; arn: string } | null
  /** The configured id, when it is another. */
  wantedAccountId: string | null
  /** IAM actions that would be refused; null when this could not be checked. */
  denied: string[] | null
  problem: CloudFailure | null
}
