import { expect, test } from 'vitest'
import { USER_GROUP_REMEDY } from '../../../src/config/kinds.ts'
import { deploysFile } from './deploys-file.ts'
import { load, problemsOf } from './load.ts'

const prod = (text: string) => deploysFile({ prod: `      ${text}\n` })
const deploys = (text: string) => deploysFile({ deploys: `  ${text}\n` })
const EXCEPTION =
  'id: a, project: payments, environment: prod, rule: freeze, owner: pay, reason: seasonal, expires: 2026-02-30'

/** What is wrong · the text · field · problem · remedy. */
const WRONG: [string, string, string, string, string][] = [
  [
    'a deployer that is no word and no group',
    prod('deployers: [owning-team, sre]'),
    'deploys.environments[1].deployers[1]',
    '"sre" is not owning-team, everybody or a Slack user group id (S…)',
    `write owning-team, everybody, or the id of a group (${USER_GROUP_REMEDY})`,
  ],
  [
    'nobody who may deploy',
    prod('deployers: []'),
    'deploys.environments[1].deployers',
    'is empty',
    `write owning-team, everybody, or the id of a group (${USER_GROUP_REMEDY})`,
  ],
  [
    'an approval that was begun',
    prod('approval:'),
    'deploys.environments[1].approval',
    'is empty',
    'give approval: { count: 1, from: [owning-team] }, or leave it out',
  ],
  [
    'an approval by nobody',
    prod('approval: { count: 0, from: [everybody] }'),
    'deploys.environments[1].approval.count',
    'must be at least 1, not 0',
    'How many different people must say yes.',
  ],
  [
    'a promotion from an unknown environment',
    prod('promotion: { from: alhpa, withinDays: 14 }'),
    'deploys.environments[1].promotion.from',
    '"alhpa" is not the name of an environment',
    'did you mean "alpha"?',
  ],
  [
    'a promotion from itself',
    prod('promotion: { from: prod, withinDays: 14 }'),
    'deploys.environments[1].promotion.from',
    '"prod" is not an earlier environment',
    'name one that stands above it: alpha',
  ],
  [
    'a promotion into the first environment, by a project',
    deploys(
      'projects: [{ project: payments, environments: { alpha: { promotion: { from: prod, withinDays: 1 } } } }]',
    ),
    'deploys.projects[0].environments.alpha.promotion.from',
    '"prod" is not an earlier environment',
    'leave promotion out: this is the first environment',
  ],
  [
    'a freeze that does not say when',
    prod('freezes: [{ reason: audit }]'),
    'deploys.environments[1].freezes[0]',
    'does not say when',
    'give weekly: { from: Fri 18:00, to: Mon 09:00 }, or dated with two dates',
  ],
  [
    'a freeze that says it twice',
    prod(
      'freezes: [{ reason: a, weekly: { from: Fri 18:00, to: Mon 09:00 }, dated: { from: 2026-12-24T18:00, to: 2026-12-25T18:00 } }]',
    ),
    'deploys.environments[1].freezes[0].dated',
    'stands beside weekly',
    'write two freezes',
  ],
  [
    'a freeze that ends before it begins',
    prod('freezes: [{ reason: a, dated: { from: 2026-12-24T18:00, to: 2026-12-24T09:00 } }]'),
    'deploys.environments[1].freezes[0].dated.to',
    '"2026-12-24T09:00" is not after "2026-12-24T18:00"',
    'exchange the two',
  ],
  [
    'a weekly freeze that never ends',
    prod('freezes: [{ reason: a, weekly: { from: Mon 09:00, to: Mon 09:00 } }]'),
    'deploys.environments[1].freezes[0].weekly.to',
    'is when it begins: nothing could ever be deployed',
    'let it end at another time; for a freeze without end, use /freeze',
  ],
  [
    'a day of the week in another language',
    prod('freezes: [{ reason: a, weekly: { from: Fr 18:00, to: Mon 09:00 } }]'),
    'deploys.environments[1].freezes[0].weekly.from',
    '"Fr 18:00" is not a time of the week such as Fri 18:00',
    'write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun and a time from 00:00 to 23:59, such as Fri 18:00',
  ],
  [
    'a time that no calendar has',
    prod('freezes: [{ reason: a, dated: { from: 2026-02-30T18:00, to: 2026-03-02T09:00 } }]'),
    'deploys.environments[1].freezes[0].dated.from',
    '"2026-02-30T18:00" is not a time such as 2026-12-24T18:00',
    'write date and time as 2026-12-24T18:00, without an offset',
  ],
  [
    'an unknown time zone of a freeze',
    prod('freezes: [{ reason: a, timeZone: Asia/Soul, weekly: { from: Fri 18:00, to: Mon 09:00 } }]'),
    'deploys.environments[1].freezes[0].timeZone',
    '"Asia/Soul" is not a time zone of the IANA list',
    'did you mean "Asia/Seoul"?',
  ],
  [
    'an override of an unknown project',
    deploys('projects: [{ project: payment, environments: {} }]'),
    'deploys.projects[0].project',
    '"payment" is not the namespace of a project',
    'did you mean "payments"?',
  ],
  [
    'an override of an unknown environment',
    deploys('projects: [{ project: payments, environments: { staging: {} } }]'),
    'deploys.projects[0].environments.staging',
    '"staging" is not the name of an environment',
    'add it to deploys.environments, or use one of: alpha, prod',
  ],
  [
    'an unknown key in an override',
    deploys('projects: [{ project: payments, environments: { prod: { stabilitySecond: 1 } } }]'),
    'deploys.projects[0].environments.prod.stabilitySecond',
    'is an unknown key',
    'did you mean "stabilitySeconds"?',
  ],
  [
    'an unknown cluster in an override',
    deploys(
      'projects: [{ project: payments, environments: { prod: { waves: [{ name: a, regions: [{ region: kr, cluster: prodkr }] }] } } }]',
    ),
    'deploys.projects[0].environments.prod.waves[0].regions[0].cluster',
    '"prodkr" is not the name of a cluster',
    'did you mean "prod-kr"?',
  ],
  [
    'an exception for an unknown project',
    deploys(`exceptions: [{ id: a, project: zzz, environment: prod, rule: freeze, owner: b, reason: c }]`),
    'deploys.exceptions[0].project',
    '"zzz" is not the namespace of a project',
    'add it to projects, or use one of: payments',
  ],
  [
    'an exception for an unknown environment',
    deploys(
      `exceptions: [{ id: a, project: payments, environment: prd, rule: freeze, owner: b, reason: c }]`,
    ),
    'deploys.exceptions[0].environment',
    '"prd" is not the name of an environment',
    'did you mean "prod"?',
  ],
  [
    'an exception from no rule',
    deploys(
      `exceptions: [{ id: a, project: payments, environment: prod, rule: freezes, owner: b, reason: c }]`,
    ),
    'deploys.exceptions[0].rule',
    '"freezes" must be one of approval, promotion, freeze',
    'did you mean "freeze"?',
  ],
  [
    'an exception until a day that no calendar has',
    deploys(`exceptions: [{ ${EXCEPTION} }]`),
    'deploys.exceptions[0].expires',
    '"2026-02-30" is not a date such as 2026-12-31, nor a time such as 2026-12-31T18:00',
    'write a day, such as 2026-12-31, or leave it out for a standing exception',
  ],
]

test.each(WRONG)('%s is told with a remedy', (_, text, field, problem, remedy) => {
  const told = problemsOf(text)
  expect(told.map(({ where: _where, ...rest }) => rest)).toEqual([{ field, problem, remedy }])
  expect(told[0]?.where).toMatch(/^coxswain\.yaml:\d+:\d+$/)
})

test('the file that these are made from is right', () => {
  expect(load(deploysFile()).config.deploys.environments).toHaveLength(2)
})

test('names that stand twice and a cluster that is missing are told together, each with its line', () => {
  const text = deploysFile({
    deploys: `  projects:
    - { project: payments, environments: {} }
    - { project: payments, environments: {} }
  exceptions:
    - { id: a, project: payments, environment: prod, rule: freeze, owner: b, reason: c }
    - { id: a, project: payments, environment: prod, rule: approval, owner: b, reason: c }
`,
    prod: `    - name: prod
      waves:
        - { name: one, regions: [{ region: kr, cluster: prod-kr }] }
        - { name: one, regions: [{ region: kr, cluster: staging }] }
`,
  })
  expect(problemsOf(text).map(({ where, field, problem }) => `${where} ${field} ${problem}`)).toEqual([
    'coxswain.yaml:9:18 deploys.projects[1].project "payments" is already the project of deploys.projects[0]',
    'coxswain.yaml:12:13 deploys.exceptions[1].id "a" is already the id of deploys.exceptions[0]',
    'coxswain.yaml:18:13 deploys.environments[2].name "prod" is already the name of deploys.environments[1]',
    'coxswain.yaml:21:19 deploys.environments[2].waves[1].name "one" is already the name of deploys.environments[2].waves[0]',
    'coxswain.yaml:21:44 deploys.environments[2].waves[1].regions[0].region "kr" is already a region of this environment (deploys.environments[2].waves[0].regions[0])',
    'coxswain.yaml:21:57 deploys.environments[2].waves[1].regions[0].cluster "staging" is not the name of a cluster',
  ])
})
