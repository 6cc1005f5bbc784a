import { Counter, type Registry } from 'prom-client'

/** The metrics of what things cost. */
export function createCostMetrics(registry: Registry) {
  return {
    costReadings: new Counter({
      name: 'coxswain_cost_readings_total',
      help: 'Readings of sources of costs by source and outcome (read, or the code of the failure)',
      labelNames: ['source', 'outcome'],
      registers: [registry],
    }),
  }
}
