import { expect, test } from 'vitest'
import { nearestVerb, readResourceWords } from '../../../src/commands/resource-arguments.ts'

test.each([
  ['', { wants: 'list', scope: 'team' }],
  ['list', { wants: 'list', scope: 'team' }],
  ['list mine', { wants: 'list', scope: 'mine' }],
  ['LIST All', { wants: 'list', scope: 'all' }],
  ['mine', { wants: 'list', scope: 'mine' }],
  ['create', { wants: 'form', kind: 'redis' }],
  ['create Redis', { wants: 'form', kind: 'redis' }],
  ['create valkey', { wants: 'form', kind: 'redis' }],
  ['find sessions', { wants: 'find', text: 'sessions' }],
  [
    'find <http://a.cache.amazonaws.com|a.cache.amazonaws.com>',
    { wants: 'find', text: 'a.cache.amazonaws.com' },
  ],
  [
    'find arn:aws:elasticache:eu-west-1:1:replicationgroup:a',
    { wants: 'find', text: 'arn:aws:elasticache:eu-west-1:1:replicationgroup:a' },
  ],
  ['payments-prod-sessions', { wants: 'detail', text: 'payments-prod-sessions' }],
  ['help', { wants: 'help' }],
])('/resource %s', (text, wish) => expect(readResourceWords(text)).toEqual(wish))

test.each([
  ['create dynamodb', '`dynamodb` cannot be created here. There is: Redis / Valkey.'],
  ['create redis prod', 'chosen in the form'],
  ['list everything', '`mine`, `team` or `all`'],
  ['find', 'What is to be found?'],
  ['find a b', 'one name, endpoint or ARN'],
  ['payments sessions', 'One name at a time'],
])('/resource %s shows usage', (text, words) => {
  const wish = readResourceWords(text)
  expect(wish).toMatchObject({ wants: 'usage', problem: { text: expect.stringContaining(words) } })
})

test.each(['delete', 'Modify', 'show'])('/resource %s <name> says where that stands', (verb) => {
  expect(readResourceWords(`${verb} payments-prod-sessions`)).toEqual({
    wants: 'usage',
    problem: {
      text: expect.stringContaining('*Delete…* stand there') as string,
      suggestion: '/resource payments-prod-sessions',
    },
  })
})

test.each([
  ['crate', '/resource create'],
  ['lsit', '/resource list'],
  ['payments-prod-sessions', null],
])('the verb nearest to %s is %s', (word, verb) => expect(nearestVerb(word)).toBe(verb))
