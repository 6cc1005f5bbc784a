import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchText } from '../../../src/domain/resources/search-text.ts'

const HOST = 'master.sessions.abc.apn2.cache.amazonaws.com'

test.each([
  [HOST, HOST],
  [HOST.toUpperCase(), HOST],
  [`${HOST}.`, HOST],
  [`${HOST}:6379`, HOST],
  [`rediss://${HOST}:6379/0`, HOST],
  [`redis://default:p%40ss@${HOST}:6379/0?tls=1`, HOST],
  [`default:secret@${HOST}`, HOST],
  [`https://${HOST}/`, HOST],
  [`<http://${HOST}|${HOST}>`, HOST],
  [`<http://${HOST}:6379>`, HOST],
  [`\`${HOST}\``, HOST],
  [`  "${HOST}:6379"  `, HOST],
  ['Sessions', 'sessions'],
  [
    'arn:aws:elasticache:kr:1:replicationgroup:Sessions',
    'arn:aws:elasticache:kr:1:replicationgroup:sessions',
  ],
  ['', ''],
  ['://', ''],
])('%s is looked up as %s', (typed, text) => {
  expect(searchText(typed)).toBe(text)
})

test('an address is looked up as its host name, however it is written', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}(\.[a-z0-9]{1,9}){1,4}$/)
  const either = (text: string) => fc.constantFrom('', text)
  const parts = [
    either('rediss://'),
    either('default:x@'),
    either('.'),
    either(':6380'),
    either('/3'),
  ] as const
  fc.assert(
    fc.property(name, fc.tuple(...parts), (host, [scheme, user, dot, port, path]) => {
      expect(searchText(`${scheme}${user}${host}${dot}${port}${path}`)).toBe(host)
    }),
  )
})
