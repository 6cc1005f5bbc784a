import { expect, test } from 'vitest'
import { OPENCOST_URL_REMEDY } from '../../../src/config/cost-kinds.ts'
import { costFile } from './cost-file.ts'
import { errorOf, problemsOf } from './load.ts'

type Row = [what: string, text: string, field: string, problem: string, remedy: string]

const clusters = (text: string) => costFile({ clusters: `[${text}]` })
const accounts = (text: string) => costFile({ aws: `[${text}]` })
const CLUSTER = 'cluster: kr, url: "http://opencost:9003"'
const SECRET = 'the value (not repeated here)'

const ALL_WRONG: Row[] = [
  [
    'a price book without a real currency',
    clusters(`{ ${CLUSTER}, currency: $ }`),
    'cost.clusters[0].currency',
    '"$" is not a currency code of ISO 4217',
    'write three capitals such as USD, EUR or KRW',
  ],
  [
    'a cluster without its OpenCost',
    clusters('{ cluster: kr }'),
    'cost.clusters[0].url',
    'is missing',
    OPENCOST_URL_REMEDY,
  ],
  ...(
    [
      ['opencost:9003', '"opencost:9003" is not an http(s) URL'],
      ['ftp://opencost', '"ftp://opencost" is not an http(s) URL'],
      [
        'http://opencost:9003/allocation',
        '"http://opencost:9003/allocation" is more than where the API begins',
      ],
      ['http://opencost/?window=1h', '"http://opencost/?window=1h" is more than where the API begins'],
      ['http://opencost/#a', '"http://opencost/#a" is more than where the API begins'],
      ['http://me:hunter2@opencost:9003', `${SECRET} holds a name or password`],
      ['http://me:hun/ter2@opencost:9003', `${SECRET} is not an http(s) URL`],
    ] as const
  ).map(([url, problem]): Row => [
    `no address of an OpenCost: ${url}`,
    clusters(`{ cluster: kr, url: "${url}" }`),
    'cost.clusters[0].url',
    problem,
    OPENCOST_URL_REMEDY,
  ]),
  [
    'unknown prices',
    clusters(`{ ${CLUSTER}, prices: bill }`),
    'cost.clusters[0].prices',
    '"bill" must be one of list, billed',
    'did you mean "billed"?',
  ],
  [
    'a cluster twice',
    clusters(`{ ${CLUSTER} }, { cluster: kr, url: "http://other:9003" }`),
    'cost.clusters[1].cluster',
    '"kr" is already the cluster of cost.clusters[0]',
    'delete one of the two entries',
  ],
  [
    'one OpenCost for two clusters',
    clusters(`{ ${CLUSTER} }, { cluster: eu, url: "http://opencost:9003/" }`),
    'cost.clusters[1].url',
    '"http://opencost:9003" is already the url of cost.clusters[0]',
    'give the address of its own OpenCost: all would count twice',
  ],
  [
    'an account with a typing mistake',
    accounts('{ account: mian }'),
    'cost.aws[0].account',
    '"mian" is not the name of an account',
    'did you mean "main"?',
  ],
  [
    'an account that nothing is like',
    accounts('{ account: production }'),
    'cost.aws[0].account',
    '"production" is not the name of an account',
    'add it to aws.accounts, or use one of: main, dev',
  ],
  [
    'an account where there is none',
    costFile({}, '[]'),
    'cost.aws[0].account',
    '"main" is not the name of an account',
    'add it to aws.accounts, or use one of: (none)',
  ],
  [
    'an account twice',
    accounts('{ account: main }, { account: main, metric: UnblendedCost }'),
    'cost.aws[1].account',
    '"main" is already the account of cost.aws[0]',
    'delete one of the two entries',
  ],
  [
    'an account by two names',
    costFile(
      { aws: '[{ account: main }, { account: again }]' },
      '[{ name: main, id: "123456789012" }, { name: again, id: "123456789012", profile: x }]',
    ),
    'cost.aws[1].account',
    '"again" is the same AWS account as that of cost.aws[0]',
    'delete one of the two: all would count twice',
  ],
  [
    'a tag that cannot be one',
    accounts('{ account: main, projectTag: "project$x" }'),
    'cost.aws[0].projectTag',
    '"project$x" is not the key of a tag',
    'write the key as the billing console shows it, such as project',
  ],
  [
    'a metric with a typing mistake',
    accounts('{ account: main, metric: AmortisedCost }'),
    'cost.aws[0].metric',
    '"AmortisedCost" must be one of AmortizedCost, NetAmortizedCost, UnblendedCost, NetUnblendedCost',
    'did you mean "AmortizedCost"?',
  ],
  [
    'a service that is no list',
    accounts('{ account: main, leaveOut: EC2 - Other }'),
    'cost.aws[0].leaveOut',
    'must be a list, not the text "EC2 - Other"',
    "write a list of names, such as ['EC2 - Other'], or [] for none",
  ],
  ...([0, 11, 2.5] as const).map((calls): Row => [
    `${calls} calls`,
    accounts(`{ account: main, callsPerDay: ${calls} }`),
    'cost.aws[0].callsPerDay',
    {
      0: 'must be at least 1, not 0',
      11: 'must be at most 10, not 11',
      2.5: 'must be a whole number, not 2.5',
    }[calls],
    'write a whole number from 1 to 10',
  ]),
]

test.each(ALL_WRONG)('%s is told with a remedy', (_, text, field, problem, remedy) => {
  const told = problemsOf(text)
  expect(told.map(({ where: _where, ...rest }) => rest)).toEqual([{ field, problem, remedy }])
  expect(told[0]?.where).toMatch(/^coxswain\.yaml:\d+:\d+$/)
})

test('a password in an address is not repeated', () => {
  const text = clusters('{ cluster: kr, url: "https://bot:hunter2@opencost.example.com" }')
  expect(errorOf(text)?.message).not.toContain('hunter2')
})
