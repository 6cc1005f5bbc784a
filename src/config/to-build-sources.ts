import type { SourceCredential } from '../domain/policy.ts'
import type { Config } from './schema.ts'
import type { Secrets } from './secrets.ts'
import { toCredential } from './to-credential.ts'

export interface BuildSource {
  name: string
  auth: SourceCredential
}

export function toBuildSources({ builds }: Config, secrets: Pick<Secrets, 'reveal'>): BuildSource[] {
  return builds.sources.map(({ name, auth }) => ({
    name,
    auth: toCredential(auth, secrets.reveal(auth.secret)),
  }))
}
