import type { SourceCredential } from '../domain/policy.ts'
import type { Config } from './schema.ts'

/** What the sender of a webhook has to show. */
export function toCredential(
  auth: Config['alerts']['sources'][number]['auth'],
  secret: string,
): SourceCredential {
  switch (auth.type) {
    case 'bearer':
      return { type: 'bearer', token: secret }
    case 'basic':
      return { type: 'basic', username: auth.username, password: secret }
    case 'hmac':
      return { type: 'hmac', secret, header: auth.header, timestampHeader: auth.timestampHeader ?? null }
  }
}
