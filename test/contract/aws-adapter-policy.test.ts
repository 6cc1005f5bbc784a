import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RESOURCE_TAG } from '../../src/domain/resources/part.ts'
import { AWS_CALLS, iamActions, isForSecrets } from '../../src/integrations/aws/iam-actions.ts'
import { readSources } from '../harness/architecture/sources.ts'

interface Statement {
  Sid: string
  Effect: string
  Action: string | string[]
  Resource: string
  Condition?: Record<string, Record<string, string>>
}

const { statements } = readPolicy('aws-iam-policy.json')
function readPolicy(name: string): { statements: Statement[] } {
  const text = readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8')
  return { statements: (JSON.parse(text) as { Statement: Statement[] }).Statement }
}
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

  test('lets nothing be changed or removed but what carries the tag of the bot', () => {
    const own = statements.filter(({ Condition }) => Condition !== undefined)
    expect(own).toHaveLength(1)
    expect(own[0]?.Condition).toEqual({ Null: { [`aws:ResourceTag/${RESOURCE_TAG}`]: 'false' } })
    const changing = iamActions().filter((action) =>
      /^elasticache:(Delete|Modify|Increase|Decrease)/.test(action),
    )
    expect(own.flatMap(actionsOf)).toEqual(changing)
    expect(changing.length).toBeGreaterThan(8)
  })
})

describe('deploy/aws-iam-policy-kms.json', () => {
  test('lets one key be used, and nothing that the code calls', () => {
    const { statements: more } = readPolicy('aws-iam-policy-kms.json')
    expect(more.flatMap(actionsOf)).toEqual(['kms:CreateGrant', 'kms:DescribeKey'])
    expect(more.map(({ Resource }) => Resource)).toEqual([
      expect.stringMatching(/^arn:aws:kms:[a-z0-9-]+:123456789012:key\/[0-9a-f-]{36}$/),
    ])
    expect(iamActions().filter((action) => action.startsWith('kms:'))).toEqual([])
  })
})

describe('deploy/aws-iam-policy-cost.json', () => {
  test('allows what is asked of Cost Explorer, and the other policy nothing of it', () => {
    const { statements: ofCost } = readPolicy('aws-iam-policy-cost.json')
    expect(ofCost.flatMap(actionsOf)).toEqual(iamActions('cost'))
    expect(ofCost.map(({ Effect }) => Effect)).toEqual(['Allow'])
    const ce = declared.filter((action) => action.startsWith('ce:'))
    expect(iamActions('cost')).toEqual(ce.toSorted())
    expect(iamActions().filter((action) => action.startsWith('ce:'))).toEqual([])
  })
})

describe('the adapter', () => {
  test('makes the commands that it declares, no more and no less', () => {
    expect(sources.length).toBeGreaterThan(20)
    const made = [...code.matchAll(/\bnew (\w+)Command\(/g)].map(([, name = '']) => name)
    const named = declared.map((action) => action.split(':')[1] ?? '')
    expect([...new Set(made)].toSorted()).toEqual(named.toSorted())
  })

  test('tags everything that it makes', () => {
    const making = [...code.matchAll(/new ((?:Create|Put)\w+)Command\(([^]*?)\n *\}?\),?\n/g)]
    const names = declared.map((action) => action.split(':')[1] ?? '')
    expect(making.map(([, name = '']) => name).toSorted()).toEqual(
      names.filter((name) => /^(Create|Put)/.test(name)).toSorted(),
    )
    for (const [, , input] of making) {
      expect(input).toMatch(/^creationOf\(part\)|Tags: tagList\(wantedTags\(part\)\)/)
    }
    expect(code).toMatch(/function creationOf[^]*?Tags: tagList\(wantedTags\(part\)\)/)
  })

  test('sends each command under its own name and service', () => {
    const calls = [
      ...code.matchAll(/calls\.(\w+)\(\s*'(\w+)',\s*\(client\) =>\s*client\.send\(\s*new (\w+)Command\(/g),
    ]
    expect(calls).toHaveLength([...code.matchAll(/\bnew \w+Command\(/g)].length)
    expect(calls).toHaveLength([...code.matchAll(/\.send\(/g)].length)
    for (const [, service, action, command] of calls) {
      expect(declared).toContain(`${String(service)}:${String(action)}`)
      expect(command).toBe(action)
    }
  })
})
