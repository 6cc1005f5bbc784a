import { expect, test } from 'vitest'
import { WHO_REMEDY } from '../../../src/config/kinds.ts'
import { load, problemsOf } from './load.ts'
import { resourcesFile } from './resources-file.ts'

const accounts = (text: string) => resourcesFile({ accounts: text })
const prod = (text: string) => resourcesFile({ prod: `      ${text}\n` })
const ENVIRONMENT = 'resources.environments[0]'

/** What is wrong · the text · field · problem · remedy. */
const WRONG: [string, string, string, string, string][] = [
  [
    'an unknown account',
    accounts('[{ name: maim, id: "123456789012" }]'),
    `${ENVIRONMENT}.account`,
    '"main" is not the name of an account',
    'did you mean "maim"?',
  ],
  [
    'an account that nothing is like',
    accounts('[{ name: production, id: "123456789012" }]'),
    `${ENVIRONMENT}.account`,
    '"main" is not the name of an account',
    'add it to aws.accounts, or use one of: production',
  ],
  [
    'an account twice',
    accounts('[{ name: main, id: "123456789012" }, { name: main, id: "123456789012" }]'),
    'aws.accounts[1].name',
    '"main" is already the name of aws.accounts[0]',
    'give each account its own name',
  ],
  [
    'a profile and a role',
    accounts(
      '[{ name: main, id: "123456789012", profile: a, role: { arn: "arn:aws:iam::123456789012:role/a" } }]',
    ),
    'aws.accounts[0].role',
    'stands beside profile',
    "keep one: a role is assumed with the credentials of the SDK's default chain",
  ],
  [
    'a number for an account id',
    accounts('[{ name: main, id: 123456789012 }]'),
    'aws.accounts[0].id',
    'must be text, not 123456789012',
    'write it in quotes, with all 12 digits: "123456789012"',
  ],
  [
    'a short account id',
    accounts('[{ name: main, id: "1234" }]'),
    'aws.accounts[0].id',
    '"1234" is not an account id of 12 digits',
    'write it in quotes, with all 12 digits: "123456789012"',
  ],
  [
    'the name of a role',
    accounts('[{ name: main, id: "123456789012", role: { arn: coxswain } }]'),
    'aws.accounts[0].role.arn',
    '"coxswain" is not the ARN of a role',
    'in the IAM console: Roles → the role → ARN',
  ],
  ...['https://127.0.0.1:1', 'http://aws.example.com', 'http://127.evil.example.com', '127.0.0.1:1'].map(
    (endpoint): [string, string, string, string, string] => [
      `an endpoint elsewhere: ${endpoint}`,
      accounts(`[{ name: main, id: "123456789012", endpoint: "${endpoint}" }]`),
      'aws.accounts[0].endpoint',
      `"${endpoint}" ${endpoint.startsWith('http:') ? 'is not on this machine' : 'is not an http:// URL'}`,
      'leave it out for the real AWS; a simulated one is at http://127.0.0.1:PORT',
    ],
  ),
  [
    'a zone for a region',
    resourcesFile().replace('region: ap-northeast-2\n', 'region: Seoul\n'),
    `${ENVIRONMENT}.region`,
    '"Seoul" is not the name of an AWS region',
    'write a region such as ap-northeast-2 or eu-central-1',
  ],
  ...['pre-', 'pre--prod', 'a-very-long-name-of-one', 'Prod'].map(
    (name): [string, string, string, string, string] => [
      `a name that would spoil all names: ${name}`,
      resourcesFile().replace('- name: prod', `- name: ${name}`),
      `${ENVIRONMENT}.name`,
      `"${name}" may hold a-z, 0-9 and single "-" between them, at most 16 characters`,
      'choose a short one such as prod: names have 40 characters, for project, environment and the rest',
    ],
  ),
  [
    'a creator that is no word and no group',
    prod('creators: [team]'),
    `${ENVIRONMENT}.creators[0]`,
    '"team" is not owning-team, everybody or a Slack user group id (S…)',
    WHO_REMEDY,
  ],
  [
    'an approval over nothing',
    prod('approval: { count: 1, from: [everybody], monthlyOver: 0 }'),
    `${ENVIRONMENT}.approval.monthlyOver`,
    'must be more than 0, not 0',
    'write an amount of USD over 0, or leave it out',
  ],
  [
    'an author of a resource',
    prod('approval: { count: 1, from: [everybody], authorMay: true }'),
    `${ENVIRONMENT}.approval.authorMay`,
    'is an unknown key',
    'known here: count, expiresMinutes, from, monthlyOver, requesterMay',
  ],
  [
    'a price for a deletion',
    prod('deletion: { approval: { count: 1, from: [everybody], monthlyOver: 1 } }'),
    `${ENVIRONMENT}.deletion.approval.monthlyOver`,
    'is an unknown key',
    'known here: count, expiresMinutes, from, requesterMay',
  ],
  [
    'a placeholder with a typing mistake',
    prod('dashboard: https://g.example.com/{nmae}'),
    `${ENVIRONMENT}.dashboard`,
    'uses "{nmae}", which is not known',
    'did you mean {name}?',
  ],
  [
    'an unknown placeholder',
    prod('dashboard: "https://g.example.com/{name}/{}"'),
    `${ENVIRONMENT}.dashboard`,
    'uses "{}", which is not known',
    'known here: {name}, {region}, {project}, {environment}',
  ],
  [
    'a tag of AWS',
    prod('tags: { "aws:cost": x }'),
    `${ENVIRONMENT}.tags.aws:cost`,
    'begins with aws:, which AWS keeps for itself',
    'choose another key',
  ],
  [
    'a tag of the bot',
    prod('tags: { team: x }'),
    `${ENVIRONMENT}.tags.team`,
    'is a tag that the bot sets itself',
    'leave it out, or choose another key',
  ],
  [
    'a long value of a tag',
    prod(`tags: { a: ${'x'.repeat(257)} }`),
    `${ENVIRONMENT}.tags.a`,
    'has a value of 257 characters',
    'AWS takes at most 256 characters',
  ],
  [
    'a long key of a tag',
    prod(`tags: { ${'k'.repeat(129)}: x }`),
    `${ENVIRONMENT}.tags.${'k'.repeat(129)}`,
    'has a key of 129 characters',
    'AWS takes keys of 1 to 128 characters',
  ],
  [
    'characters that tags do not take',
    prod('tags: { a: "x;y" }'),
    `${ENVIRONMENT}.tags.a`,
    'has a value "x;y" with characters that AWS refuses',
    'use letters, digits, spaces and _ . : / = + - @',
  ],
  [
    'too many tags',
    prod(`tags: { ${Array.from({ length: 41 }, (_, index) => `t${index}: x`).join(', ')} }`),
    `${ENVIRONMENT}.tags`,
    'has 41 tags',
    'at most 40 fit beside those of the bot',
  ],
  [
    'a number as a tag',
    prod('tags: { a: 1 }'),
    `${ENVIRONMENT}.tags.a`,
    'must be text, not 1',
    'write a mapping: the key of a tag, and its value in quotes',
  ],
]

test.each(WRONG)('%s is told with a remedy', (_, text, field, problem, remedy) => {
  const told = problemsOf(text)
  expect(told.map(({ where: _where, ...rest }) => rest)).toEqual([{ field, problem, remedy }])
  expect(told[0]?.where).toMatch(/^coxswain\.yaml:\d+:\d+$/)
})

test('the file that these are made from is right', () => {
  expect(load(resourcesFile()).config.resources.environments).toHaveLength(1)
})

test('an environment twice is told with its line', () => {
  const text = resourcesFile({ rest: '    - { name: prod, account: main, region: eu-west-1 }\n' })
  expect(problemsOf(text)).toMatchObject([
    { where: 'coxswain.yaml:18:15', field: 'resources.environments[1].name' },
  ])
})
