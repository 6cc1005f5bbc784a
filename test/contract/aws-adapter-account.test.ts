import { useAwsCredentials } from '../harness/aws-credentials.ts'
import { describe, expect, test } from 'vitest'
import { startAwsSimulator } from '../../playground/aws/simulator.ts'
import type { AwsAccount } from '../../src/integrations/aws/aws-account.ts'
import type { AwsCallNote } from '../../src/integrations/aws/calls.ts'
import { createAws } from '../../src/integrations/aws/create-aws.ts'
import { iamActions } from '../../src/integrations/aws/iam-actions.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { anAccount, answerXml, refuse, startScriptedAws } from './aws-adapter-kit.ts'

async function openAccount(more: Partial<AwsAccount> = {}) {
  const clock = createTestClock()
  const aws = await startAwsSimulator({ clock })
  useAwsCredentials(aws.credentials)
  const account = anAccount(aws.url, more)
  const asked: string[] = []
  const context: unknown[] = []
  aws.hooks.onCall = ({ operation, input }, phase) => {
    if (phase === 'before' && operation === 'SimulatePrincipalPolicy') {
      const names = Object.entries(input).filter(([key]) => key.startsWith('ActionNames'))
      context.push(input['ContextEntries.member.1.ContextKeyName'])
      asked.push(...names.map(([, action]) => String(action)))
    }
    return 'go'
  }
  const { cloudAccounts, close } = createAws({ accounts: [account], clock })
  const check = async () => {
    const [only] = cloudAccounts
    if (!only) throw new Error('there is no account to check')
    return only.check()
  }
  const dispose = async () => {
    close()
    await aws.stop()
  }
  return { check, aws, asked, context, [Symbol.asyncDispose]: dispose }
}

describe('the check of an account', () => {
  test('says whose the credentials are, and that nothing is missing', async () => {
    await using at = await openAccount({ id: '123456789012' })
    expect(await at.check()).toEqual({
      account: 'main',
      identity: { accountId: '123456789012', arn: expect.stringContaining('123456789012') },
      wantedAccountId: null,
      denied: [],
      problem: null,
    })
    expect(at.asked.toSorted()).toEqual(iamActions())
    const tag = 'aws:ResourceTag/coxswain:resource'
    expect(at.context, 'without it IAM refuses what the policy grants').toEqual([tag, tag])
  })

  test('says that they are of another account', async () => {
    await using at = await openAccount({ id: '999999999999' })
    expect(await at.check()).toMatchObject({
      wantedAccountId: '999999999999',
      identity: { accountId: '123456789012' },
    })
  })

  test('asks about the role behind the session', async () => {
    await using at = await openAccount({
      role: { arn: 'arn:aws:iam::123456789012:role/coxswain', externalId: null },
    })
    at.aws.faults.set('denied-tags')
    expect(await at.check()).toMatchObject({
      identity: { arn: 'arn:aws:sts::123456789012:assumed-role/coxswain/coxswain' },
      denied: ['elasticache:AddTagsToResource'],
      problem: null,
    })
  })

  test('says what is in the way of checking', async () => {
    await using at = await openAccount()
    at.aws.faults.set('expired-credentials')
    expect(await at.check()).toMatchObject({
      identity: null,
      denied: null,
      problem: { class: 'credentials', action: 'sts:GetCallerIdentity' },
    })
  })

  test('that may not simulate policies knows the identity all the same', async () => {
    await using aws = await startScriptedAws(({ action }, response) => {
      if (action !== 'GetCallerIdentity') return refuse(response, { code: 'AccessDenied', status: 403 })
      const result = '<Arn>arn:aws:iam::123456789012:user/bot</Arn><Account>123456789012</Account>'
      answerXml(response, action, result)
    })
    const calls: AwsCallNote[] = []
    const accounts = [anAccount(aws.url)]
    const { cloudAccounts } = createAws({
      accounts,
      clock: createTestClock(),
      onCall: (call) => calls.push(call),
    })
    expect(await Promise.all(cloudAccounts.map(({ check }) => check()))).toMatchObject([
      {
        identity: { accountId: '123456789012' },
        denied: null,
        problem: { class: 'permission', action: 'iam:SimulatePrincipalPolicy' },
      },
    ])
    expect(calls.map(({ outcome }) => outcome)).toContain('permission')
  })
})
