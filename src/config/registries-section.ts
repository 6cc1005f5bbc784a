import { z } from 'zod'
import { field } from './field.ts'
import { registryHost, secureUrl } from './kinds.ts'
import { secretName, userName } from './source-auth.ts'

const auth = z.discriminatedUnion('type', [
  z.strictObject({
    type: field(
      z.literal('basic'),
      '"basic": user name and password, shown to the registry or to its token service.',
    ),
    username: userName(),
    secret: secretName(),
  }),
  z.strictObject({
    type: field(
      z.literal('bearer'),
      '"bearer": a token that the registry takes as it is: `Authorization: Bearer <secret>`.',
    ),
    secret: secretName(),
  }),
])

const registry = z.strictObject({
  host: field(registryHost(), 'Host as it stands in images, with its port where it has one.', {
    remedy: 'write what stands before the first slash of an image, such as registry.example.com',
  }),
  url: field(secureUrl().optional(), 'Where it is spoken to; https://<host> when it is left out.', {
    remedy: 'write https://…; http:// is accepted for this machine only',
  }),
  auth: field(
    auth.optional(),
    'How the bot proves itself; leave it out when everybody may read. Reading is all it needs.',
    { remedy: 'give auth: { type: basic, username: NAME, secret: NAME_OF_A_VARIABLE }, or leave it out' },
  ),
})

export const registriesSection = field(
  z.array(registry).default([]),
  'Container registries: where tags are resolved to digests. Public registries need no entry.',
  {
    remedy: 'write a list: a line with "- host: …" for each registry',
    example: [
      {
        host: 'registry.example.com',
        url: 'https://registry.example.com',
        auth: { type: 'basic', username: 'coxswain', secret: 'REGISTRY_PASSWORD' },
      },
    ],
  },
)
