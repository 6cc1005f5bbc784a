import type { NextStep, Reason, ReasonCode } from '../domain/rollout/reasons.ts'

/** What is wrong, short enough to stand in a row. */
const REASONS: Record<ReasonCode, string> = {
  'image-not-found': 'the image does not exist in the registry',
  'image-unauthorized': 'the registry refuses the cluster access to the image',
  'image-invalid': 'the image name is not valid',
  'registry-unreachable': 'the cluster cannot reach the registry',
  'image-pull': 'the image cannot be pulled',
  'crash-loop': 'keeps crashing',
  'out-of-memory': 'ran out of memory',
  'liveness-kill': 'its liveness probe fails, so that the cluster keeps killing it',
  'startup-kill': 'its startup probe fails, so that the cluster keeps killing it',
  'readiness-failing': 'it runs, but its readiness probe fails',
  'readiness-gate': 'a readiness gate of the pod is not fulfilled',
  'config-missing': 'a ConfigMap, Secret or key that it needs is missing',
  'config-not-synced': 'a ConfigMap or Secret has not reached the node yet',
  'container-not-created': 'the container could not be created',
  'hook-failed': 'its postStart hook fails',
  'bad-command': 'its start command cannot be run',
  'wrong-architecture': 'the image was built for another processor architecture',
  unschedulable: 'no node has room',
  'scheduling-gated': 'a scheduling gate holds its pods back',
  'quota-exceeded': 'the quota of the namespace is used up',
  'admission-denied': 'an admission rule of the cluster refuses its pods',
  'pod-security': 'the pod security rules of the namespace refuse its pods',
  'pods-not-created': 'the cluster does not create its pods',
  volume: 'a volume cannot be attached or mounted',
  sandbox: 'the node cannot set up the network of the pod',
  disrupted: 'the cluster moved pods away: not the fault of this version',
  'pod-rejected': 'the node rejects the pod',
  'old-pod-stuck': 'an old pod does not stop, so that its successor waits',
  'progress-deadline': 'no progress within the time that the workload allows',
  'sync-error': 'the change could not be applied',
  'analysis-failed': 'the analysis of the new version says no',
  'workload-deleted': 'the workload was deleted meanwhile',
  'workload-recreated': 'the workload was deleted and made anew meanwhile',
  'changed-by-another': 'somebody else changed the workload meanwhile',
  paused: 'the rollout is paused in the cluster',
  'on-delete': 'this workload replaces a pod only when somebody deletes it',
  'partition-holds': 'the partition of the StatefulSet holds pods on the old version',
  'scaled-to-zero': 'the workload is scaled to 0: nothing runs',
  'still-running': 'it takes longer than we wait and goes on in the cluster',
}

/** What a person does about it. */
const NEXT: Record<NextStep, string> = {
  'check-image-name': 'check that the build pushed this image, and to this registry',
  'fix-registry-access': 'give the namespace a valid pull secret for this registry, then try again',
  'retry-later': 'wait until the registry answers, then try again',
  'read-logs': 'read the log of the container, correct the cause and deploy the next build',
  'raise-memory-limit': 'raise the memory limit of the container, or look for what uses so much',
  'check-probe': 'check path, port and delays of the probe, and why the container does not answer it',
  'create-config': 'create what is missing, or correct its name; the pods start by themselves then',
  'fix-command': 'correct command and entry point of the container',
  'build-for-architecture': 'build the image for the architecture of the nodes',
  'add-capacity': 'ask the platform team for nodes, or lower what the pods request',
  'raise-quota': 'ask the platform team for more quota, or lower what the pods request',
  'fix-manifest': 'correct the manifest as the message says',
  'check-volume': 'check the volume claim and the zone it lives in, or ask the platform team',
  'ask-platform-team': 'ask the platform team: this is not for your service to mend',
  'delete-old-pod': 'ask the platform team to delete the old pod',
  'roll-back': 'roll back, then look for the cause',
  'deploy-again': 'look who changed it, then deploy again',
  resume: 'resume it with `kubectl rollout resume`, or ask who paused it',
  'restart-pods': 'delete the old pods one by one (`kubectl delete pod`)',
  'lower-partition': 'lower the partition of the StatefulSet to go on',
  'scale-up': 'scale the workload up',
  wait: 'wait: it may heal by itself',
}

// Signals that end containers. https://man7.org/linux/man-pages/man7/signal.7.html
const SIGNALS: Record<number, string> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

export function reasonWords(code: ReasonCode): string {
  return REASONS[code]
}

/** The same of what is over. */
export function pastReasonWords(code: ReasonCode): string {
  return code === 'unschedulable' ? 'no node had room' : REASONS[code]
}

type Exited = Pick<Reason, 'code' | 'exitCode' | 'signal'>

/** With how its container ended: "keeps crashing (exit code 1)". */
export function seenReasonWords(reason: Exited, words = reasonWords(reason.code)): string {
  const killed = reason.code === 'out-of-memory'
  const exit = exitWords(killed ? { ...reason, signal: null } : reason, !killed)
  const facts = [killed ? 'OOMKilled' : '', exit].filter((part) => part !== '')
  return facts.length === 0 ? words : `${words} (${facts.join(', ')})`
}

export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code)
}

export function nextStepWords(step: NextStep): string {
  return NEXT[step]
}

/** "exit code 137, SIGKILL"; empty when neither is known. */
function exitWords({ exitCode, signal }: Omit<Exited, 'code'>, isNamed: boolean): string {
  const killedBy = signal ?? (exitCode !== null && exitCode > 128 ? exitCode - 128 : null)
  const name = killedBy === null || !isNamed ? undefined : SIGNALS[killedBy]
  const known = name === undefined ? '' : `, ${name}`
  if (exitCode === null) return killedBy === null ? '' : `signal ${killedBy}${known}`
  return `exit code ${exitCode}${known}`
}
