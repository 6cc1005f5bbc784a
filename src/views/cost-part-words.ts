import type { CostKind } from '../domain/cost/money.ts'
import type { Part } from '../domain/cost/report.ts'
import { shortServiceName } from './cost-service-names.ts'
import { plural } from './text.ts'

const KINDS: Record<CostKind, string> = {
  cpu: 'CPU',
  memory: 'memory',
  gpu: 'GPU',
  storage: 'storage',
  network: 'network',
  'load-balancer': 'load balancers',
  database: 'databases',
  other: 'other',
}

/** What a share is of, as plain text for tables and buttons. */
export function partWords(part: Part): string {
  switch (part.is) {
    case 'team':
      return part.isDissolved ? `${part.name} (dissolved)` : part.name
    case 'project':
      return projectWords(part.project)
    case 'service':
      return part.project === null
        ? serviceWords(part.service)
        : `${projectWords(part.project)}/${serviceWords(part.service)}`
    case 'kind':
      return KINDS[part.kind]
    case 'others':
      return plural(part.count, 'other')
    case 'shared':
    case 'idle':
    case 'unowned':
      return part.is
  }
}

export function projectWords(project: string): string {
  return project === '' ? '(no project)' : project
}

export function serviceWords(service: string): string {
  return service === '' ? '(no workload)' : shortServiceName(service)
}
