/** What an image can do instead of starting. */
export const SCENARIOS = [
  'image-not-found',
  'image-unauthorized',
  'registry-timeout',
  'image-name',
  'crash',
  'oom',
  'liveness',
  'readiness',
  'config-missing',
  'bad-command',
  'exec-format',
  'init-crash',
  'unschedulable',
  'quota',
  'webhook-denied',
  'failed-mount',
  'sandbox',
  'evicted',
  'late-crash',
  'slow-stop',
] as const

export type ScenarioName = (typeof SCENARIOS)[number]
