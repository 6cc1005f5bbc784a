import { expect, test } from 'vitest'
import { resourcesFile } from '../config/resources-file.ts'
import { COMPANY, coxswain, shortAnswer } from './who-can-run.ts'

test.each([
  [
    'deploy chekout prod --as U0X',
    'no service and no project "chekout" in the configuration: did you mean checkout?',
  ],
  ['deploy api prod --as U0X', '"api" is a service of several projects: write payments/api or search/api'],
  ['deploy paymnts/api prod --as U0X', 'no project "paymnts" in the configuration: did you mean payments?'],
  ['deploy checkout prd --as U0X', 'no environment "prd": did you mean prod?'],
  ['rollback checkout prod --as U0X', 'no action "rollback": did you mean roll-back?'],
  [
    'deploy checkout prod --as bob',
    '--as "bob" is not a Slack user id (U… or W…): in Slack: the person\'s profile → ⋮ → Copy member ID',
  ],
  ['deploy checkout prod', "--as is missing: in Slack: the person's profile → ⋮ → Copy member ID"],
  [
    'deploy checkout prod --as U0X --groups S0A,sre',
    '--groups "sre" is not a Slack user group id (S…): in Slack: Directories → User groups → the group → ⋮ → Copy group ID',
  ],
  [
    'deploy checkout prod --as U0X --at tomorrow',
    '--at "tomorrow" is not a time: write it as 2026-12-24T18:00',
  ],
  [
    'deploy checkout prod --as U0X --version a/b',
    '--version: "a/b" is no tag, commit, digest or image with a tag',
  ],
  ['deploy checkout --as U0X', 'who-can needs an action, a place and an environment'],
  ['deploy checkout prod --user U0X', "Unknown option '--user'"],
])('who-can %s is wrong usage', (line, words) => {
  expect(shortAnswer(`who-can ${line}`)).toBe(`2 ${words}`)
})

test('a service goes before a project of the same name, which is reached with a slash', () => {
  expect(shortAnswer('who-can deploy payments alpha --as U0X')).toContain(
    'may deploy search/payments to alpha',
  )
  expect(shortAnswer('who-can deploy payments/ alpha --as U0X')).toContain('may deploy payments to alpha')
  expect(shortAnswer('who-can deploy Checkout Alpha --as U0X')).toContain(
    'may deploy payments/checkout to alpha',
  )
})

test('without environments it says where to add them', () => {
  const text = COMPANY.slice(0, COMPANY.indexOf('deploys:'))
  expect(coxswain('who-can deploy checkout prod --as U0X', text)).toEqual({
    text: 'no environments are configured: add them to deploys.environments',
    exitCode: 2,
  })
})

test('a wrong configuration is told with all its problems', () => {
  const { text, exitCode } = coxswain(
    'who-can deploy checkout prod --as U0X',
    `${COMPANY}nonsense: 1\nmore: 2\n`,
  )
  expect(exitCode).toBe(2)
  expect(text).toContain('the configuration has 2 problems')
})

test('check-config asks for no secrets unless it is told to', () => {
  expect(coxswain('check-config')).toEqual({
    text: 'OK: coxswain.yaml: 2 teams, 2 projects, 1 cluster, 2 environments, 0 AWS accounts, 0 environments for resources; secrets not looked at (--secrets)',
    exitCode: 0,
  })
  expect(coxswain('check-config --secrets').text).toContain('NOT_THERE is not set in the environment')
  expect(coxswain('check-config --config other.yaml').text).toContain(
    'names other.yaml, which can not be read',
  )
})

test('check-config counts accounts and environments for resources', () => {
  const { text, exitCode } = coxswain('check-config', resourcesFile())
  expect(text).toContain('1 AWS account, 1 environment for resources;')
  expect(exitCode).toBe(0)
})

test('usage is shown when it is asked for, and when a command is not known', () => {
  expect(coxswain('help')).toMatchObject({ exitCode: 0 })
  expect(shortAnswer('whocan deploy')).toBe('2 no command "whocan": did you mean who-can?')
})
