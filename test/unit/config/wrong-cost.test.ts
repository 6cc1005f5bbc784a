import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NAMESPACE_PATTERN_REMEDY } from '../../../src/config/cost-kinds.ts'
import { CHANNEL_REMEDY, USER_GROUP_REMEDY, WHO_REMEDY } from '../../../src/config/kinds.ts'
import { costFile } from './cost-file.ts'
import { errorOf, GOOD, load, problemsOf } from './load.ts'

type Row = [what: string, text: string, field: string, problem: string, remedy: string]

const budgets = (text: string) => costFile({ budgets: `{ ${text} }` })
const TIME_REMEDY = 'write a time from 00:00 to 23:59, such as 09:00'

const ALL_WRONG: Row[] = [
  ...['usd', 'UDS', 'US'].map((code): Row => [
    `no currency: ${code}`,
    costFile({ currency: code }),
    'cost.currency',
    `"${code}" is not a currency code of ISO 4217`,
    'write three capitals such as USD, EUR or KRW',
  ]),
  ...['"*"', '"*-system"', '"kube system"', '""'].map((name): Row => [
    `no name of a namespace: ${name}`,
    costFile({ shared: `{ namespaces: [${name}] }` }),
    'cost.shared.namespaces[0]',
    `${name} is not the name of a namespace, nor how names begin with "*" behind it`,
    NAMESPACE_PATTERN_REMEDY,
  ]),
  [
    'a digest in the next hour',
    costFile({ digest: '{ afterMinutes: 60 }' }),
    'cost.digest.afterMinutes',
    'must be at most 50, not 60',
    'Minutes after the full hour at which it is made. OpenCost knows the hour by then.',
  ],
  [
    'a threshold below nothing',
    costFile({ digest: '{ amount: -1 }' }),
    'cost.digest.amount',
    'must be at least 0, not -1',
    'See percent; in units of the currency. The digest is posted too when a source fails or comes back.',
  ],
  ...['9:00', '24:00', '09:60', '9am'].map((at): Row => [
    `no time of day: ${at}`,
    costFile({ daily: `{ at: "${at}" }` }),
    'cost.daily.at',
    `"${at}" is not a time such as 09:00`,
    TIME_REMEDY,
  ]),
  [
    'a short weekday',
    costFile({ weekly: '{ on: mon }' }),
    'cost.weekly.on',
    '"mon" must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday',
    'did you mean "monday"?',
  ],
  [
    'charts of another kind',
    costFile({ charts: 'png' }),
    'cost.charts',
    '"png" must be one of native, image, text',
    '"native": Slack\'s chart block, an image where the workspace refuses it. "image": an uploaded picture. "text": a line of characters.',
  ],
  [
    'a person for a finance group',
    budgets('financeGroups: [U0ALICE]'),
    'cost.budgets.financeGroups[0]',
    '"U0ALICE" is not a Slack user group id (S…)',
    USER_GROUP_REMEDY,
  ],
  [
    'a name of a channel',
    budgets('channel: finance'),
    'cost.budgets.channel',
    '"finance" is not a Slack channel id (C… or G…)',
    CHANNEL_REMEDY,
  ],
  [
    'approval of budgets that nobody sets',
    budgets('approval: { count: 1, from: [S0FINANCE] }'),
    'cost.budgets.approval',
    'stands without financeGroups',
    'name the groups that set budgets in cost.budgets.financeGroups, or leave approval out: without budgets nobody can ask for more',
  ],
  [
    'approval by nobody known',
    budgets('financeGroups: [S0A], approval: { count: 1, from: [finance] }'),
    'cost.budgets.approval.from[0]',
    '"finance" is not owning-team, everybody or a Slack user group id (S…)',
    WHO_REMEDY,
  ],
  ...(
    [
      ['[100, 80]', '80 is not more than the 100 before it', '[80, 100]'],
      ['[80, 80]', '80 is not more than the 80 before it', '[80]'],
    ] as const
  ).map(([thresholds, problem, right]): Row => [
    `thresholds that do not rise: ${thresholds}`,
    budgets(`thresholds: ${thresholds}`),
    'cost.budgets.thresholds[1]',
    problem,
    `write them rising, each once: ${right}`,
  ]),
  ...([0, 1001, 99.5] as const).map((threshold): Row => [
    `a threshold of ${threshold}`,
    budgets(`thresholds: [${threshold}]`),
    'cost.budgets.thresholds[0]',
    {
      0: 'must be at least 1, not 0',
      1001: 'must be at most 1000, not 1001',
      99.5: 'must be a whole number, not 99.5',
    }[threshold],
    'write whole numbers from 1 to 1000, rising, such as [80, 100]',
  ]),
  [
    'days of which hours are not there any more',
    costFile({ restateDays: '10' }),
    'cost.restateDays',
    'must be at most 9, not 10',
    'Days that are read again once a day, because sources correct themselves.',
  ],
  [
    'too little to compare two months',
    costFile({ retentionMonths: '2' }),
    'cost.retentionMonths',
    'must be at least 3, not 2',
    'Figures of days are deleted from the database after this time; those of hours after ten days.',
  ],
]

test.each(ALL_WRONG)('%s is told with a remedy', (_, text, field, problem, remedy) => {
  const told = problemsOf(text)
  expect(told.map(({ where: _where, ...rest }) => rest)).toEqual([{ field, problem, remedy }])
  expect(told[0]?.where).toMatch(/^coxswain\.yaml:\d+:\d+$/)
})

test('the file that these are made from is right', () => {
  expect(load(costFile()).config.cost.clusters).toHaveLength(1)
})

test('all mistakes are told at once, in the order of the file', () => {
  const text = `${GOOD}cost:
  curency: USD
  clusters: [{ cluster: kr, url: nowhere }, { cluster: kr, url: "http://a" }]
  aws:
    - { account: main, callsPerDay: 99 }
  weekly: { on: someday }
  budgets: { thresholds: [100, 80], approval: { count: 0, from: [] } }
`
  expect(problemsOf(text).map(({ where, field }) => `${where} ${field}`)).toEqual([
    'coxswain.yaml:4:3 cost.curency',
    'coxswain.yaml:5:34 cost.clusters[0].url',
    'coxswain.yaml:5:56 cost.clusters[1].cluster',
    'coxswain.yaml:7:18 cost.aws[0].account',
    'coxswain.yaml:7:37 cost.aws[0].callsPerDay',
    'coxswain.yaml:8:17 cost.weekly.on',
    'coxswain.yaml:9:32 cost.budgets.thresholds[1]',
    'coxswain.yaml:9:47 cost.budgets.approval',
    'coxswain.yaml:9:56 cost.budgets.approval.count',
    'coxswain.yaml:9:65 cost.budgets.approval.from',
  ])
})

test('whatever stands there, it is read or told, never a crash', () => {
  const key = fc.constantFrom('cluster', 'url', 'account', 'approval', 'financeGroups', 'thresholds', 'from')
  const shaped = fc.dictionary(key, fc.jsonValue())
  const anything = fc.oneof(fc.jsonValue(), shaped, fc.array(shaped))
  const section = fc.record({ clusters: anything, aws: anything, budgets: anything }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.oneof(section, fc.jsonValue()), anything, (cost, aws) => {
      const text = `${GOOD}aws: { accounts: ${JSON.stringify(aws)} }\ncost: ${JSON.stringify(cost)}\n`
      const told = errorOf(text)?.problems ?? []
      for (const { field, problem, remedy } of told) {
        expect([field, problem, remedy].filter((words) => words.trim() === '')).toEqual([])
      }
    }),
  )
})
