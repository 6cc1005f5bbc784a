/**
 * The ARN of the user or role behind a caller: the session of a role (`assumed-role/coxswain/…`) is not what policies
 * are attached to.
 */
export function principalOf(callerArn: string): string {
  const match = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn)
  return match ? `arn:${match[1]}:iam::${match[2]}:role/${match[3]}` : callerArn
}
