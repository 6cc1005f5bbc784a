import type { AlertSource, SourceCredential } from '../domain/policy.ts'
import type { Config } from './schema.ts'
import type { Secrets } from './secrets.ts'

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

function toCredential(auth: Config['alerts']['sources'][number]['auth'], secret: string): SourceCredential {
  switch (auth.type) {
    case 'bearer':
      return { type: 'bearer', token: secret }
    case 'basic':
      return { type: 'basic', username: auth.username, password: secret }
    case 'hmac':
      return { type: 'hmac', secret, header: auth.header, timestampHeader: auth.timestampHeader ?? null }
  }
}
