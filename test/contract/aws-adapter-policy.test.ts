import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AWS_CALLS, iamActions, isForSecrets } from '../../src/integrations/aws/iam-actions.ts'
import { readSources } from '../harness/architecture/sources.ts'

interface Statement {
  Sid: string
  Effect: string
  Action: string | string[]
  Resource: string
}

const { Statement: statements } = JSON.parse(
  readFileSync(new URL('../../deploy/aws-iam-policy.json', import.meta.url), 'utf8'),
) as { Statement: Statement[] }
const actionsOf = ({ Action }: Statement) => [Action].flat()

const sources = readSources('src/integrations/aws')
const code = sources.map(({ text }) => text).join('\n')
const declared = Object.entries(AWS_CALLS).flatMap(([service, actions]) =>
  Object.keys(actions).map((action) => `${service}:${action}`),
)

describe('deploy/aws-iam-policy.json', () => {
  test('allows what the adapter declares, no more and no less, and each once', () => {
    expect(statements.flatMap(actionsOf).toSorted()).toEqual(iamActions())
    expect(new Set(statements.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']))
    expect(statements.flatMap(actionsOf).filter((action) => action.includes('*'))).toEqual([])
  })

  test('grants passwords below the path of the bot only', () => {
    const secrets = statements.find(({ Sid }) => Sid === 'Passwords')
    expect(secrets?.Resource).toBe('arn:aws:ssm:*:*:parameter/coxswain/*')
    expect(actionsOf(secrets as Statement)).toEqual(iamActions().filter(isForSecrets))
  })
})

describe('the adapter', () => {
  test('makes the commands that it declares, no more and no less', () => {
    expect(sources.length).toBeGreaterThan(20)
    const made = [...code.matchAll(/\bnew (\w+)Command\(/g)].map(([, name = '']) => name)
    const named = declared.map((action) => action.split(':')[1] ?? '')
    expect([...new Set(made)].toSorted()).toEqual(named.toSorted())
  })

  test('sends each command under its own name and service', () => {
    const calls = [
      ...code.matchAll(/calls\.(\w+)\(\s*'(\w+)',\s*\(client\) =>\s*client\.send\(\s*new (\w+)Command\(/g),
    ]
    expect(calls).toHaveLength([...code.matchAll(/\bnew \w+Command\(/g)].length)
    expect(calls).toHaveLength([...code.matchAll(/\.send\(/g)].length - OWN_SENDS)
    for (const [, service, action, command] of calls) {
      expect(declared).toContain(`${String(service)}:${String(action)}`)
      expect(command).toBe(action)
    }
  })
})

/** `asked.send(` in calls.ts, through which all of them go. */
const OWN_SENDS = 1
