import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactLines } from '../../../src/domain/rollout/redact.ts'

const SECRET = 'hunter2Tr0ub4dor'
const key = (...parts: string[]) => parts.join('')

describe('a log line', () => {
  test.each([
    `password=${SECRET}`,
    `DB_PASSWORD: ${SECRET}`,
    `{"user":"a","dbPassword":"x\\"${SECRET}","n":1}`,
    `msg="{\\"client_secret\\":\\"${SECRET}\\"}"`,
    `token => '${SECRET}'`,
    `api-key="${SECRET}`,
    `migrate --db-password ${SECRET} --verbose`,
    `postgres://app:${SECRET}@db:5432/checkout?sslmode=off`,
    `redis://:${SECRET}@cache:6379`,
    `amqp://app:p@ss/${SECRET}@mq:5672/`,
    `Server=db;User Id=sa;Password=${SECRET};Encrypt=yes`,
    `DefaultEndpointsProtocol=https;AccountKey=${SECRET}==;EndpointSuffix=x`,
    `jdbc:mysql://db/x?user=a&password=${SECRET}&ssl=1`,
    `GET /callback?code=1&access_token=${SECRET}&state=2 200`,
    `https://files.test/a?X-Amz-Signature=${SECRET}`,
    `Authorization: Bearer ${SECRET}`,
    `authorization: Basic ${SECRET}==`,
    `"Authorization":"Token ${SECRET}"`,
    `calling with bearer ${SECRET}`,
    `Set-Cookie: sid=${SECRET}; Path=/`,
    `got eyJhbGciOiJIUzI1NiJ9.eyJzdWIi${SECRET}.sig-${SECRET}`,
    key('gh', 'p_', SECRET, SECRET),
    key('xo', 'xb-', '1234-', SECRET),
    key('sk_', 'live_', SECRET),
    `https://hooks.slack.com/services/T0/B0/${SECRET}`,
    `-----BEGIN RSA PRIVATE KEY-----${SECRET}-----END RSA PRIVATE KEY-----`,
    `value ${SECRET}${SECRET}${SECRET}`,
  ])('loses what opens doors: %s', (line) => {
    const safe = redact(line)
    expect(safe).not.toContain(SECRET)
    expect(safe).toContain('[redacted]')
  })

  test('loses AWS key ids', () => {
    expect(redact(key('key AK', 'IAIOSFODNN7EXAMPLE used'))).toBe('key [redacted] used')
  })

  test.each([
    'Error: connect ECONNREFUSED 10.0.0.1:5432',
    `pulling registry.test/app@sha256:${'0123456789abcdef'.repeat(4)}`,
    'secret "db-credentials" not found',
    "couldn't find key password in Secret payments/db",
    'token expired for user 42',
    '    at Server.<anonymous> (/srv/app/node_modules/pg/lib/client.js:132:17)',
    'trace 4bf92f3577b34da6a3ce929d0e0e4736 took 12ms',
    'GET https://api.test:8443/v1/orders?page=2 503',
  ])('keeps what explains: %s', (line) => {
    expect(redact(line)).toBe(line)
  })

  test('keeps the names and what stands around', () => {
    expect(redact('user=bob password=x region=kr')).toBe('user=bob password=[redacted] region=kr')
    expect(redact('postgres://app:x@db:5432/shop')).toBe('postgres://app:[redacted]@db:5432/shop')
  })

  test('keeps addresses of people unless asked', () => {
    expect(redact('mail to bob@example.test')).toContain('bob@example.test')
    expect(redact('mail to bob@example.test', { emails: true })).toBe('mail to [redacted]')
  })

  test('is done soon, whatever it holds', () => {
    const pieces = fc.constantFrom(
      'password',
      '=',
      '"',
      '\\"',
      'token_',
      'eyJ',
      '.',
      ':',
      '//',
      '@',
      ' ',
      '-----BEGIN',
      'a',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 3_000 }), (parts) => {
        const startedAt = performance.now()
        const safe = redact(parts.join(''))
        expect(performance.now() - startedAt).toBeLessThan(500)
        expect(safe.length).toBeLessThan(40_000)
      }),
      { numRuns: 60 },
    )
  })
})

test('a private key goes with all its lines', () => {
  const lines = [
    'start',
    'key: -----BEGIN EC PRIVATE KEY-----',
    SECRET,
    '-----END EC PRIVATE KEY-----',
    'end',
  ]
  expect(redactLines(lines)).toEqual(['start', 'key: [redacted]', 'end'])
})
