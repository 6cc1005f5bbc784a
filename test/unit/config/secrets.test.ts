import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load-config.ts'
import { toAlertSources } from '../../../src/config/to-alert-sources.ts'
import { toSlackSettings } from '../../../src/config/to-slack-settings.ts'
import { errorOf, GOOD, load, problemsOf, TOKENS } from './load.ts'

const SOURCES = `${GOOD}alerts:
  sources:
    - { kind: grafana, name: a, auth: { type: bearer, secret: A_TOKEN } }
    - { kind: grafana, name: b, cluster: kr, auth: { type: hmac, timestampHeader: X-Time, secret: B_SECRET } }
    - { kind: alertmanager, name: a, clusterLabel: dc, auth: { type: basic, username: am, secret: C_WORD } }
`
const VALUES = { A_TOKEN: 'value-of-a', B_SECRET: 'value-of-b', C_WORD: 'value-of-c' }

test('come from the environment or from files, without the line break at the end', () => {
  const { SLACK_APP_TOKEN: _, ...rest } = TOKENS
  const env = { ...rest, SLACK_APP_TOKEN_FILE: '/run/app' }
  const { config, secrets } = load(GOOD, env, { '/run/app': 'xapp-of-file\n' })
  expect(toSlackSettings(config, secrets)).toEqual({
    mode: 'socket',
    apiUrl: 'https://slack.com/api/',
    botToken: 'xoxb-secret-bot',
    appToken: 'xapp-of-file',
    postsPerMinute: 300,
  })
})

test('become the credentials of the alert sources', () => {
  const { config, secrets } = load(SOURCES, { ...TOKENS, ...VALUES })
  const header = 'X-Grafana-Alerting-Signature'
  expect(toAlertSources(config, secrets)).toEqual([
    {
      kind: 'grafana',
      name: 'a',
      cluster: null,
      clusterLabel: 'cluster',
      auth: { type: 'bearer', token: 'value-of-a' },
    },
    {
      kind: 'grafana',
      name: 'b',
      cluster: 'kr',
      clusterLabel: 'cluster',
      auth: { type: 'hmac', secret: 'value-of-b', header, timestampHeader: 'X-Time' },
    },
    {
      kind: 'alertmanager',
      name: 'a',
      cluster: null,
      clusterLabel: 'dc',
      auth: { type: 'basic', username: 'am', password: 'value-of-c' },
    },
  ])
})

test('that the file asks for are told with the line that asks', () => {
  const told = problemsOf(SOURCES, {
    ...TOKENS,
    A_TOKEN: '  ',
    C_WORD: 'x',
    C_WORD_FILE: '/x',
    B_SECRET_FILE: '/none',
  })
  expect(told.map(({ where, field, problem }) => `${where} ${field} ${problem}`)).toEqual([
    'coxswain.yaml:5:63 A_TOKEN is not set in the environment',
    'coxswain.yaml:6:99 B_SECRET can not be read from the file that B_SECRET_FILE names',
    'coxswain.yaml:7:99 C_WORD and C_WORD_FILE are both set',
  ])
  expect(told[0]?.remedy).toContain('openssl rand -hex 32')
})

test('of another kind are refused: an app token is no bot token', () => {
  const [problem] = problemsOf(GOOD, { ...TOKENS, SLACK_BOT_TOKEN: 'xapp-secret-mixed-up' })
  expect(problem?.problem).toBe('does not begin with xoxb-; it may be another kind of token')
})

test('are in no printed or serialised form of what was loaded', () => {
  const loaded = load(SOURCES, { ...TOKENS, ...VALUES })
  const printed = [
    JSON.stringify(loaded),
    inspect(loaded, { depth: 9, showHidden: true }),
    JSON.stringify({ ...loaded.secrets }),
  ]
  for (const text of printed)
    for (const value of Object.values({ ...TOKENS, ...VALUES })) expect(text).not.toContain(value)
  expect(loaded.secrets.redact('bad token xoxb-secret-bot!')).toBe('bad token [SLACK_BOT_TOKEN]!')
})

test('in the wrong place are in no error text', () => {
  const token = 'xoxb-1234567890-very-secret'
  const long = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4'
  const text = `timeZone: ${token}
slack: { fallbackChannel: ${token}, mode: ${long}, ${token}: 1 }
http: ${token}
alerts:
  sources:
    - { kind: grafana, name: ${long}, auth: { type: bearer, secret: ${token} } }
    - { kind: grafana, name: a, auth: { type: bearer, secret: ${long} } }
teams: [{ id: ${token}, name: a, channel: C0A }, { id: ${token}, name: a, channel: C0A }]
projects: [{ namespace: a, team: ${token} }]
`
  const env = {
    SLACK_BOT_TOKEN: 'xoxp-other-secret',
    SLACK_APP_TOKEN: 'xapp-app-secret',
    SLACK_APP_TOKEN_FILE: '/app',
    COXSWAIN_CLOCK: token,
  }
  const printed = [text, `${text}"${token}`, `a: [${token}\n\t${token}: {`].map((each) => {
    const error = errorOf(each, env)
    return `${error?.message}${JSON.stringify(error)}${inspect(error)}`
  })
  for (const each of printed) {
    expect(each).toContain('problem')
    for (const secret of [token, long, 'xoxp-other-secret', 'xapp-app-secret'])
      expect(each).not.toContain(secret)
  }
})

test('of Slack are not asked for by tools that only send', () => {
  const readFile = (path: string) => (path === 'coxswain.yaml' ? GOOD : '')
  expect(loadConfig({ env: {}, readFile }, { withSlackSecrets: false }).secrets.names()).toEqual([])
})

test('of registries are not asked for by tools that only send, those of senders are', () => {
  const text = `${SOURCES}registries: [{ host: r.example.com, auth: { type: bearer, secret: R } }]\n`
  const readFile = (path: string) => (path === 'coxswain.yaml' ? text : '')
  const { secrets } = loadConfig({ env: VALUES, readFile }, { withSlackSecrets: false })
  expect(secrets.names()).toEqual(['A_TOKEN', 'B_SECRET', 'C_WORD'])
})

test('are not asked for by tools that only look at the file', () => {
  const readFile = (path: string) => (path === 'coxswain.yaml' ? SOURCES : '')
  expect(loadConfig({ env: {}, readFile }, { withSecrets: false }).secrets.names()).toEqual([])
})
