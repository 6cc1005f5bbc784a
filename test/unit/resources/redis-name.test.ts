import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_NAME, nameOf } from '../../../src/domain/resources/redis/name.ts'

const place = { project: 'payments', environment: 'prod' }

test.each([
  ['sessions', 'payments-prod-sessions'],
  [' Sessions ', 'payments-prod-sessions'],
  ['user-2', 'payments-prod-user-2'],
])('%s is called %s', (name, expected) => {
  expect(nameOf(place, { name })).toEqual({ ok: true, value: expected })
})

test.each([
  ['', 'field-needed'],
  ['   ', 'field-needed'],
  ['my sessions', 'name-characters'],
  ['sessions!', 'name-characters'],
  ['세션', 'name-characters'],
  ['user_2', 'name-characters'],
  ['-sessions', 'name-hyphens'],
  ['a--b', 'name-hyphens'],
  ['sessions-', 'name-hyphens'],
])('"%s" is refused: %s', (name, reason) => {
  expect(nameOf(place, { name })).toMatchObject({
    ok: false,
    refusal: { reason, details: { field: 'name' } },
  })
})

test('a name that is too long is refused with how much too long it is', () => {
  const longest = 'x'.repeat(LONGEST_NAME - 'payments-prod-'.length)
  expect(nameOf(place, { name: longest })).toMatchObject({ ok: true })
  expect(nameOf(place, { name: `${longest}yz` })).toMatchObject({
    refusal: { reason: 'name-too-long', details: { field: 'name', excess: 2, limit: 40 } },
  })
})

test.each([
  [{ project: 'default', environment: 'prod' }, 'name-reserved'],
  [{ project: 'defaults', environment: 'prod' }, 'name-reserved'],
  [{ project: '1password', environment: 'prod' }, 'name-letter-first'],
  [{ project: 'a--b', environment: 'prod' }, 'name-hyphens'],
])('the name of a project can be in the way: %j, %s', (where, reason) => {
  expect(nameOf(where, { name: 'x' })).toMatchObject({ refusal: { reason, details: { field: 'name' } } })
})

test('a name that is given is one that AWS takes, whatever was typed', () => {
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9 _-]{0,30}$/))
  fc.assert(
    fc.property(word, word, word, (project, environment, name) => {
      const answer = nameOf({ project, environment }, { name })
      if (!answer.ok) return answer.refusal.details?.['field'] === 'name'
      const given = answer.value
      return /^[a-z]([a-z0-9]|-(?=[a-z0-9])){0,39}$/.test(given) && !given.startsWith('default')
    }),
    { numRuns: 2000 },
  )
})
