export type ReasonCode =
  | 'image-not-found'
  | 'image-unauthorized'
  | 'image-invalid'
  | 'registry-unreachable'
  | 'image-pull'
  | 'crash-loop'
  | 'out-of-memory'
  | 'liveness-kill'
  | 'startup-kill'
  | 'readiness-failing'
  | 'readiness-gate'
  | 'config-missing'
  | 'config-not-synced'
  | 'container-not-created'
  | 'hook-failed'
  | 'bad-command'
  | 'wrong-architecture'
  | 'unschedulable'
  | 'scheduling-gated'
  | 'quota-exceeded'
  | 'admission-denied'
  | 'pod-security'
  | 'pods-not-created'
  | 'volume'
  | 'sandbox'
  | 'disrupted'
  | 'pod-rejected'
  | 'old-pod-stuck'
  | 'progress-deadline'
  | 'sync-error'
  | 'analysis-failed'
  | 'workload-deleted'
  | 'workload-recreated'
  | 'changed-by-another'
  | 'paused'
  | 'on-delete'
  | 'partition-holds'
  | 'scaled-to-zero'
  | 'still-running'

export type NextStep =
  | 'check-image-name'
  | 'fix-registry-access'
  | 'retry-later'
  | 'read-logs'
  | 'raise-memory-limit'
  | 'check-probe'
  | 'create-config'
  | 'fix-command'
  | 'build-for-architecture'
  | 'add-capacity'
  | 'raise-quota'
  | 'fix-manifest'
  | 'check-volume'
  | 'ask-platform-team'
  | 'delete-old-pod'
  | 'roll-back'
  | 'deploy-again'
  | 'resume'
  | 'restart-pods'
  | 'lower-partition'
  | 'scale-up'
  | 'wait'

/** `fatal`: it will not heal by itself. `waiting`: it may. `not-our-fault`: the cluster moved pods about. */
export type Weight = 'fatal' | 'waiting' | 'not-our-fault'

/** Which log lines tell more; `previous` are those of the container that died. */
export interface LogsToRead {
  readonly pod: string
  readonly container: string
  readonly previous: boolean
}

/** Codes and values only. `message` is the cluster's own text: untrusted, to be escaped and redacted where shown. */
export interface Reason {
  readonly code: ReasonCode
  readonly weight: Weight
  readonly container: string | null
  readonly isInit: boolean
  readonly message: string
  readonly exitCode: number | null
  readonly signal: number | null
  /** The most restarts of that container among the pods. */
  readonly restarts: number | null
  readonly memoryLimit: string | null
  readonly pods: readonly string[]
  /** New pods there are, affected or not. */
  readonly podsInAll: number
  readonly nextStep: NextStep
  readonly logs: LogsToRead | null
}

/** What one pod, or the maker of pods, shows. */
export interface Finding {
  readonly code: ReasonCode
  readonly weight: Weight
  readonly message: string
  readonly container?: string
  readonly isInit?: boolean
  readonly pod?: string
  readonly exitCode?: number
  readonly signal?: number
  readonly restarts?: number
  readonly memoryLimit?: string
  readonly logs?: LogsToRead
  /** Since when, where it can be known. */
  readonly since?: number
}

export const NEXT_STEPS: Readonly<Record<ReasonCode, NextStep>> = {
  'image-not-found': 'check-image-name',
  'image-unauthorized': 'fix-registry-access',
  'image-invalid': 'check-image-name',
  'registry-unreachable': 'retry-later',
  'image-pull': 'check-image-name',
  'crash-loop': 'read-logs',
  'out-of-memory': 'raise-memory-limit',
  'liveness-kill': 'check-probe',
  'startup-kill': 'check-probe',
  'readiness-failing': 'check-probe',
  'readiness-gate': 'ask-platform-team',
  'config-missing': 'create-config',
  'config-not-synced': 'wait',
  'container-not-created': 'ask-platform-team',
  'hook-failed': 'read-logs',
  'bad-command': 'fix-command',
  'wrong-architecture': 'build-for-architecture',
  unschedulable: 'add-capacity',
  'scheduling-gated': 'ask-platform-team',
  'quota-exceeded': 'raise-quota',
  'admission-denied': 'fix-manifest',
  'pod-security': 'fix-manifest',
  'pods-not-created': 'ask-platform-team',
  volume: 'check-volume',
  sandbox: 'ask-platform-team',
  disrupted: 'wait',
  'pod-rejected': 'ask-platform-team',
  'old-pod-stuck': 'delete-old-pod',
  'progress-deadline': 'roll-back',
  'sync-error': 'fix-manifest',
  'analysis-failed': 'roll-back',
  'workload-deleted': 'deploy-again',
  'workload-recreated': 'deploy-again',
  'changed-by-another': 'deploy-again',
  paused: 'resume',
  'on-delete': 'restart-pods',
  'partition-holds': 'lower-partition',
  'scaled-to-zero': 'scale-up',
  'still-running': 'wait',
}
