import type { ScenarioName } from '../kubernetes/kubelet/scenario-names.ts'

/** What can go wrong with a new build's image, in words for the page. */
export const BUILD_SCENARIOS: Record<ScenarioName, string> = {
  crash: 'Crashes at start',
  'late-crash': 'Crashes after it was ready',
  oom: 'Runs out of memory',
  readiness: 'Runs, but is never ready',
  liveness: 'Is killed by its liveness probe',
  'image-not-found': 'Image is not in the registry',
  'image-unauthorized': 'Image may not be pulled',
  'registry-timeout': 'Registry does not answer',
  'image-name': 'Image name is malformed',
  'bad-command': 'Command does not exist',
  'exec-format': 'Built for another processor',
  'init-crash': 'Init container crashes',
  'config-missing': 'ConfigMap is missing',
  'failed-mount': 'Volume cannot be mounted',
  sandbox: 'Pod gets no network',
  unschedulable: 'No node has room',
  quota: 'Quota of the namespace is used up',
  'webhook-denied': 'Admission webhook says no',
  evicted: 'First pod is evicted',
  'slow-stop': 'Old pods stop slowly',
}
