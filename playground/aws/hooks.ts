import type { AwsCall } from './aws-service.ts'

/** go: carry on. hang: never answer. drop: cut the connection. */
export type HookVerdict = 'go' | 'hang' | 'drop'

/** `name` is of the thing the call is about, null when it is about none. */
export type HookedCall = Readonly<AwsCall & { name: string | null; isWrite: boolean }>

export interface AwsHooks {
  /** Waited for `before` anything was done for a call, and `after` it was carried out, before its answer leaves. */
  onCall?: (call: HookedCall, phase: 'before' | 'after') => HookVerdict | Promise<HookVerdict>
}
