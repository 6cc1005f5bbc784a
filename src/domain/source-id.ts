import type { AlertSource } from './policy.ts'

/** What episodes and rule memory call a source: a Grafana and an Alertmanager may bear the same name. */
export function sourceId(kind: AlertSource['kind'], name: string): string {
  return `${kind}/${name}`
}
