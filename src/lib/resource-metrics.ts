import { Counter, type Registry } from 'prom-client'

/** The metrics of cloud resources. */
export function createResourceMetrics(registry: Registry) {
  const registers = [registry]
  const cloudCalls = new Counter({
    name: 'coxswain_cloud_calls_total',
    help: 'Calls to AWS by IAM action and outcome',
    labelNames: ['action', 'outcome'],
    registers,
  })
  return {
    /** One answered or failed call. */
    cloudCall: ({ action, outcome }: { action: string; outcome: string }) =>
      cloudCalls.inc({ action, outcome }),
    changesFinished: new Counter({
      name: 'coxswain_resource_changes_finished_total',
      help: 'Changes of resources that ended, by what they did and how',
      labelNames: ['verb', 'state'],
      registers,
    }),
  }
}
