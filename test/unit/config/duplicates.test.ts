import { expect, test } from 'vitest'
import { GOOD, load, problemsOf } from './load.ts'

const ENV = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', TOKEN: 'x' }
const TEAM = 'teams: [{ id: pay, name: Pay, channel: C0PAY }]\n'

function toldOf(text: string): string[] {
  return problemsOf(text, ENV).map(({ where, field, problem }) => `${where} ${field} ${problem}`)
}

test('a key that stands twice', () => {
  expect(toldOf(`${GOOD}timeZone: UTC\nlogLevel: info\ntimeZone: Asia/Seoul\n`)).toEqual([
    'coxswain.yaml:5:1 timeZone stands twice in this mapping',
  ])
})

test('a team id that stands twice', () => {
  const text = `${GOOD}teams:\n  - { id: pay, name: A, channel: C0A }\n  - { id: pay, name: B, channel: C0B }\n`
  expect(toldOf(text)).toEqual(['coxswain.yaml:5:11 teams[1].id "pay" is already the id of teams[0]'])
})

test('a project of an unknown team', () => {
  const [problem] = problemsOf(`${GOOD}${TEAM}projects: [{ namespace: a, team: pya }]\n`, ENV)
  expect(problem).toEqual({
    where: 'coxswain.yaml:4:34',
    field: 'projects[0].team',
    problem: '"pya" is not the id of a team',
    remedy: 'did you mean "pay"?',
  })
})

test.each([
  ['both for all clusters', '', '', true],
  ['an overlap of clusters', 'clusters: [kr, eu], ', 'clusters: [eu, us], ', true],
  ['different clusters', 'clusters: [kr], ', 'clusters: [eu], ', false],
  ['one for all and one that names its cluster', '', 'clusters: [eu], ', false],
])('a namespace twice, %s', (_, first, second, isWrong) => {
  const projects = `projects:\n  - { ${first}namespace: a, team: pay }\n  - { ${second}namespace: a, team: pay }\n`
  const told = toldOf(`${GOOD}${TEAM}${projects}`)
  const column = 18 + second.length
  const expected = `coxswain.yaml:6:${column} projects[1].namespace "a" is already claimed by projects[0] for the same cluster`
  expect(told).toEqual(isWrong ? [expected] : [])
})

test('a source name twice within its kind, but not across kinds', () => {
  const source = (kind: string) =>
    `    - { kind: ${kind}, name: main, auth: { type: bearer, secret: TOKEN } }\n`
  const head = `${GOOD}alerts:\n  sources:\n`
  expect(toldOf(`${head}${source('grafana')}${source('grafana')}`)).toEqual([
    'coxswain.yaml:6:30 alerts.sources[1].name "main" is already a grafana source (alerts.sources[0])',
  ])
  expect(
    load(`${head}${source('grafana')}${source('alertmanager')}`, ENV).config.alerts.sources,
  ).toHaveLength(2)
})

test('a source with a fixed cluster and a cluster label', () => {
  const source =
    '    - { kind: grafana, name: a, cluster: kr, clusterLabel: c, auth: { type: bearer, secret: TOKEN } }\n'
  expect(toldOf(`${GOOD}alerts:\n  sources:\n${source}`)).toEqual([
    'coxswain.yaml:5:60 alerts.sources[0].clusterLabel stands beside cluster',
  ])
})
