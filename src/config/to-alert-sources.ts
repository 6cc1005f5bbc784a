import type { AlertSource, SourceCredential } from '../domain/policy.ts'
import type { Config } from './schema.ts'
import type { Secrets } from './secrets.ts'
import { toCredential } from './to-credential.ts'

export function toAlertSources(
  { alerts }: Config,
  secrets: Pick<Secrets, 'reveal'>,
): (AlertSource & { auth: SourceCredential })[] {
  return alerts.sources.map(({ kind, name, cluster, clusterLabel, auth }) => ({
    kind,
    name,
    cluster: cluster ?? null,
    clusterLabel: clusterLabel ?? 'cluster',
    auth: toCredential(auth, secrets.reveal(auth.secret)),
  }))
}
