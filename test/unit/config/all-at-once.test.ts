import { expect, test } from 'vitest'
import { errorOf, problemsOf } from './load.ts'

test('without any configuration one message names each missing setting and where to get it', () => {
  expect(errorOf(null, {})?.message).toBe(`the configuration has 3 problems:

  environment  COXSWAIN_CONFIG is not set and there is no ./coxswain.yaml: settings such as slack.fallbackChannel, teams and alerts.sources are missing
      → cp coxswain.example.yaml coxswain.yaml, then fill in your channels and teams
  environment  SLACK_BOT_TOKEN is not set in the environment
      → xoxb-…, from https://api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (or SLACK_BOT_TOKEN_FILE, a file's path)
  environment  SLACK_APP_TOKEN is not set in the environment
      → xapp-…, from https://api.slack.com/apps → your app → Basic Information → App-Level Tokens, with the scope connections:write (or SLACK_APP_TOKEN_FILE, a file's path)
`)
})

test('mistakes of the file, of its relations and of the environment are told together, in the order of the file', () => {
  const text = `timeZone: Nowhere/Land
slack:
  mode: http
  fallbackChannel: general
projects:
  - { namespace: a, team: nobody }
  - { namespace: a, team: nobody }
nonsense: 1
`
  const told = problemsOf(text, { COXSWAIN_CLOCK: 'fast', COXSWAIN_CONFIG: 'my.yaml' }, { 'my.yaml': text })
  expect(told.map(({ where, field }) => `${where} ${field}`)).toEqual([
    'my.yaml:1:11 timeZone',
    'my.yaml:4:20 slack.fallbackChannel',
    'my.yaml:6:27 projects[0].team',
    'my.yaml:7:18 projects[1].namespace',
    'my.yaml:7:27 projects[1].team',
    'my.yaml:8:1 nonsense',
    'environment SLACK_BOT_TOKEN',
    'environment SLACK_SIGNING_SECRET',
    'environment COXSWAIN_CLOCK',
  ])
})

test('a file that is named but not there', () => {
  const [problem] = problemsOf(null, { COXSWAIN_CONFIG: '/etc/nowhere.yaml' })
  expect(problem?.problem).toBe('names /etc/nowhere.yaml, which can not be read')
})

test.each([
  ['a tab', 'slack:\n\tmode: http\n', 'coxswain.yaml:2:1', 'is indented with a tab; YAML takes spaces only'],
  [
    'an open quote',
    'timeZone: "UTC\n',
    'coxswain.yaml:2:1',
    'misses a character: a closing quote or bracket, or a ":" behind a key',
  ],
  ['two documents', 'a: 1\n---\nb: 1\n', 'coxswain.yaml:2:1', 'holds more than one document ("---")'],
])('broken YAML (%s) is told with its line', (_, text, where, problem) => {
  expect(problemsOf(text)[0]).toMatchObject({ where, field: 'this line', problem })
})

test('an empty file lacks what is required', () => {
  expect(problemsOf('').map(({ field, problem }) => `${field} ${problem}`)).toEqual(['slack is missing'])
})
