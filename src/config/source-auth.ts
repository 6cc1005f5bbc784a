import { z } from 'zod'
import { field } from './field.ts'
import { nonEmptyText, VARIABLE_REMEDY, variableName } from './kinds.ts'

export const AUTH_REMEDY = 'give auth: { type: bearer | basic | hmac, secret: NAME_OF_A_VARIABLE }'

/** How the sender of a webhook proves itself. `signatureHeader` is the default header of a signature. */
export function sourceAuth({ signatureHeader, hmac }: { signatureHeader: string; hmac: string }) {
  return z.discriminatedUnion('type', [
    z.strictObject({
      type: field(z.literal('bearer'), '"bearer": the sender shows `Authorization: Bearer <secret>`.'),
      secret: secretName(),
    }),
    z.strictObject({
      type: field(z.literal('basic'), '"basic": user name and password.'),
      username: userName(),
      secret: secretName(),
    }),
    z.strictObject({
      type: field(z.literal('hmac'), hmac),
      header: field(
        headerName().default(signatureHeader),
        'Header that carries the signature: HMAC-SHA256 in hex.',
      ),
      timestampHeader: field(
        headerName().optional(),
        'Header that carries the time which is signed with the body; leave it out when the sender signs the body only.',
        { example: 'X-Grafana-Alerting-Timestamp' },
      ),
      secret: secretName(),
    }),
  ])
}

export function secretName() {
  return field(
    variableName(),
    'Name of the environment variable that holds the secret (or NAME_FILE, the path of a file).',
    { remedy: VARIABLE_REMEDY },
  )
}

export function userName() {
  return field(
    nonEmptyText().regex(/^[^:]+$/, { error: 'must not hold a colon' }),
    'User name of basic authentication.',
  )
}

function headerName() {
  return z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, { error: 'is not the name of an HTTP header' })
}
