import { healthy } from './healthy.ts'
import { invalidName, pullFails } from './image-scenarios.ts'
import { evicted, failedMount, noSandbox, unschedulable } from './place-scenarios.ts'
import type { PodLife, Script } from './pod-life.ts'
import { badCommand, configMissing, crashes, crashing, initCrashing, neverReady } from './run-scenarios.ts'
import type { ScenarioName } from './scenario-names.ts'

/** What a pod does in each scenario. Quota and webhook stop it before: see admission. */
export const SCRIPTS: Record<ScenarioName, (life: PodLife) => Script> = {
  'image-not-found': (life) => pullFails(life, 'image-not-found'),
  'image-unauthorized': (life) => pullFails(life, 'image-unauthorized'),
  'registry-timeout': (life) => pullFails(life, 'registry-timeout'),
  'image-name': invalidName,
  crash: (life) => crashing(life, crashes.crash),
  oom: (life) => crashing(life, crashes.oom),
  liveness: (life) => crashing(life, crashes.liveness),
  readiness: neverReady,
  'config-missing': configMissing,
  'bad-command': badCommand,
  'exec-format': (life) => crashing(life, crashes['exec-format']),
  'init-crash': initCrashing,
  unschedulable,
  quota: healthy,
  'webhook-denied': healthy,
  'failed-mount': failedMount,
  sandbox: noSandbox,
  evicted,
  'late-crash': (life) => crashing(life, crashes['late-crash']),
  'slow-stop': healthy,
}
