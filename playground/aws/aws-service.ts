/** One call as the wire brought it, understood no further than its protocol. */
export interface AwsCall {
  service: 'elasticache' | 'ssm' | 'sts' | 'iam' | 'pricing' | 'ce'
  /** `CreateReplicationGroup` */
  operation: string
  /** Query protocol: names as sent (`SubnetIds.SubnetIdentifier.1`). JSON protocol: the parsed body. */
  input: Record<string, unknown>
  /** Of the credential scope. */
  region: string
  accessKeyId: string
  requestId: string
}

/**
 * A JSON value; the protocol of the service turns it into XML or JSON. A list in XML is written by its service: an array
 * is one element per item, named by its key (`{ Tags: { Tag: [{ Key, Value }] } }`); null and undefined are left out.
 */
export type AwsResult = Record<string, unknown>

/** An error as AWS sends it: wire code, HTTP status, words. */
export class AwsFault extends Error {
  override readonly name = 'AwsFault'
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** What answers the calls of one service. */
export interface AwsService {
  /** What it supports; everything else is refused. */
  operations: readonly string[]
  /** Throws AwsFault. Synchronous: a call is carried out whole or not at all. */
  answer(call: AwsCall): AwsResult
}
