import { expect, test } from 'vitest'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { aSight, asWanted, HOST, mainOf, READ_HOST, someParts } from './a-redis.ts'

const parts = someParts()
const sight = asWanted(mainOf(parts))

test('says where it is and where the password is, never the password', () => {
  expect(redis.connection(parts, sight, 'ap-northeast-2')).toEqual({
    host: HOST,
    port: 6379,
    readHost: READ_HOST,
    tls: true,
    userName: 'default',
    secret: {
      store: 'ssm-parameter-store',
      name: '/coxswain/prod/payments/payments-prod-sessions/password',
      region: 'ap-northeast-2',
    },
  })
})

test('there is none before there is an endpoint', () => {
  expect(redis.connection(parts, aSight({ endpoint: null }, 'creating'), 'ap-northeast-2')).toBeNull()
})

test('lines to copy', () => {
  const connection = redis.connection(parts, sight, 'ap-northeast-2')
  expect(connection && redis.howToConnect(connection)).toMatchInlineSnapshot(`
    [
      "export REDISCLI_AUTH="$(aws ssm get-parameter --region ap-northeast-2 --name /coxswain/prod/payments/payments-prod-sessions/password --with-decryption --query Parameter.Value --output text)"",
      "redis-cli --tls -h master.payments-prod-sessions.abc123.apn2.cache.amazonaws.com -p 6379 --user default",
    ]
  `)
})

test('is found by its name, its host names, its ARN and its nodes', () => {
  expect(redis.findKeys(parts, null)).toEqual(['payments-prod-sessions'])
  expect(redis.findKeys(parts, sight)).toEqual([
    'payments-prod-sessions',
    HOST,
    READ_HOST,
    'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:payments-prod-sessions',
    'payments-prod-sessions-001',
    'arn:aws:elasticache:ap-northeast-2:123456789012:cluster:payments-prod-sessions-001',
    'payments-prod-sessions-002',
    'arn:aws:elasticache:ap-northeast-2:123456789012:cluster:payments-prod-sessions-002',
  ])
})
