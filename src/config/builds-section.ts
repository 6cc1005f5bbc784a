import { z } from 'zod'
import { field } from './field.ts'
import { slug } from './kinds.ts'
import { AUTH_REMEDY, sourceAuth } from './source-auth.ts'

const auth = sourceAuth({
  signatureHeader: 'X-Coxswain-Signature',
  hmac: '"hmac": the sender signs the body.',
})

const source = z.strictObject({
  name: field(slug(), 'Unique; the webhook is POST /webhooks/builds/<name>.'),
  auth: field(auth, 'How the sender proves itself.', { remedy: AUTH_REMEDY }),
})

export const buildsSection = z.strictObject({
  sources: field(z.array(source).default([]), 'Pipelines that may tell of new versions.', {
    remedy: 'write a list: a line with "- name: …" for each source',
    example: [{ name: 'ci', auth: { type: 'bearer', secret: 'BUILDS_CI_TOKEN' } }],
  }),
})
