import { describe, expect, test } from 'vitest'
import { createAws } from '../../src/integrations/aws/create-aws.ts'
import { iamActions } from '../../src/integrations/aws/iam-actions.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { until } from '../harness/until.ts'
import { anAccount, answerXml, refuse, startScriptedAws } from './aws-adapter-kit.ts'
import {
  answerJson,
  aPage,
  costSourceAt,
  failureIn,
  refuseJson,
  startScriptedCostExplorer,
} from './aws-cost-kit.ts'

describe('what Cost Explorer refuses', () => {
  test.each([
    ['ThrottlingException', 400, 'throttled'],
    ['LimitExceededException', 400, 'throttled'],
    ['AccessDeniedException', 400, 'forbidden'],
    ['DataUnavailableException', 400, 'no-data'],
    ['ExpiredTokenException', 400, 'credentials'],
    ['UnrecognizedClientException', 400, 'credentials'],
    ['RequestChangedException', 400, 'broken'],
    ['BillExpirationException', 400, 'broken'],
    ['ValidationException', 400, 'broken'],
    ['InternalServerError', 500, 'broken'],
  ])('%s', async (code, status, expected) => {
    await using aws = await startScriptedCostExplorer((_, response) =>
      refuseJson(response, code, 'in its\nwords', status),
    )
    using at = costSourceAt(aws.url)
    expect(failureIn(await at.read())).toEqual({
      code: expected,
      message: 'in its words',
      requestId: 'request-1',
      retryAfterMs: null,
    })
    // The schedule asks again: nothing was read that would be lost.
    expect(aws.asked).toHaveLength(1)
    expect(at.notes).toHaveLength(1)
  })

  test('with a page instead of words', async () => {
    await using aws = await startScriptedCostExplorer((_, response) =>
      answerJson(response, '<html>bad gateway</html>', 502),
    )
    using at = costSourceAt(aws.url)
    expect(failureIn(await at.read()).code).toBe('broken')
  })

  test('by not answering at all', async () => {
    await using aws = await startScriptedCostExplorer((_, response) => void response.destroy())
    using at = costSourceAt(aws.url)
    expect(failureIn(await at.read())).toMatchObject({ code: 'unreachable', requestId: null })
    using nobody = costSourceAt('http://127.0.0.1:1')
    expect(failureIn(await nobody.read()).code).toBe('unreachable')
  })

  test('and who gives up ends at once', async () => {
    await using aws = await startScriptedCostExplorer(() => {})
    using at = costSourceAt(aws.url)
    const answer = at.read()
    await until('the question', () => aws.asked.length === 1)
    at.abort()
    expect(failureIn(await answer).message).toBe('the reading was given up')
  })
})

describe('whose the credentials are', () => {
  const role = (id: string) => ({ account: { id } })

  test('is asked first, and no call is counted for those of another account', async () => {
    await using aws = await startScriptedAws(({ action }, response) =>
      answerXml(
        response,
        action,
        '<Arn>arn:aws:iam::123456789012:user/bot</Arn><Account>123456789012</Account>',
      ),
    )
    using at = costSourceAt(aws.url, role('999999999999'))
    expect(failureIn(await at.read())).toMatchObject({
      code: 'credentials',
      message: 'the credentials lead to account 123456789012, not 999999999999',
    })
    expect(aws.asked.map(({ action }) => action)).toEqual(['GetCallerIdentity'])
    expect(at.counted()).toBe(0)
  })

  test('is asked once for all calls', async () => {
    await using aws = await startScriptedAws(({ action }, response) =>
      action === 'GetCallerIdentity'
        ? answerXml(
            response,
            action,
            '<Arn>arn:aws:iam::123456789012:user/bot</Arn><Account>123456789012</Account>',
          )
        : answerJson(response, aPage([])),
    )
    using at = costSourceAt(aws.url, role('123456789012'))
    await at.read()
    await at.read()
    expect(aws.asked.map(({ action }) => action)).toEqual([
      'GetCallerIdentity',
      'GetCostAndUsage',
      'GetCostAndUsage',
    ])
    expect(at.counted()).toBe(2)
  })

  test('costs nothing while they are expired', async () => {
    await using aws = await startScriptedAws((_, response) =>
      refuse(response, { code: 'ExpiredToken', status: 403, message: 'expired' }),
    )
    using at = costSourceAt(aws.url, role('123456789012'))
    expect(failureIn(await at.read())).toMatchObject({ code: 'credentials', message: 'expired' })
    expect(at.counted()).toBe(0)
  })
})

describe('where it is asked', () => {
  test.each([
    ['arn:aws:iam::123456789012:role/coxswain', 'us-east-1'],
    ['arn:aws-cn:iam::123456789012:role/coxswain', 'cn-northwest-1'],
  ])('by %s in %s', async (arn, region) => {
    await using aws = await startScriptedAws(({ action }, response) =>
      action === 'AssumeRole'
        ? answerXml(response, action, ROLE_CREDENTIALS)
        : answerJson(response, aPage([])),
    )
    using at = costSourceAt(aws.url, { account: { role: { arn, externalId: null } } })
    expect(await at.read()).toMatchObject({ state: 'read' })
    expect(at.notes.map((note) => note.region)).toEqual([region])
    expect(aws.asked.at(-1)?.authorization).toContain(`/${region}/ce/aws4_request`)
  })

  const ROLE_CREDENTIALS =
    '<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>' +
    '<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>'

  test('an account that is not in the configuration has none', () => {
    const { costSource } = createAws({
      accounts: [anAccount('http://127.0.0.1:1')],
      clock: createTestClock(),
    })
    const settings = { projectTag: 'project', metric: 'AmortizedCost', leaveOut: [] } as const
    expect(() => costSource({ account: 'other', ...settings })).toThrow('there is no AWS account other')
  })
})

test.each([
  [['resources', 'cost'] as const, [...iamActions(), ...iamActions('cost')]],
  [['cost'] as const, iamActions('cost')],
])('the check of an account for %j asks about what that needs', async (duties, expected) => {
  const asked: string[] = []
  await using aws = await startScriptedAws(({ action, body }, response) => {
    if (action === 'SimulatePrincipalPolicy') {
      const names = [...new URLSearchParams(body)].filter(([key]) => key.startsWith('ActionNames'))
      asked.push(...names.map(([, name]) => name))
      return answerXml(response, action, '<EvaluationResults/><IsTruncated>false</IsTruncated>')
    }
    const result = '<Arn>arn:aws:iam::123456789012:user/bot</Arn><Account>123456789012</Account>'
    return answerXml(response, action, result)
  })
  const clock = createTestClock()
  const { cloudAccounts, close } = createAws({
    accounts: [anAccount(aws.url)],
    clock,
    dutiesOf: () => duties,
  })
  expect(await cloudAccounts[0]?.check()).toMatchObject({ denied: [], problem: null })
  expect(asked.toSorted()).toEqual(expected.toSorted())
  close()
})
