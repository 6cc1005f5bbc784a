import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import {
  answerXml,
  aPart,
  cloudAt,
  failureOf,
  refuse,
  startScriptedAws,
  type Asked,
} from './aws-adapter-kit.ts'

const group = aPart('elasticache-user-group', { engine: 'valkey', userIds: ['u'] })
const role = { arn: 'arn:aws:iam::123456789012:role/coxswain', externalId: 'of-the-test' }
const keyOf = ({ authorization }: Asked) => /Credential=([^/]+)/.exec(authorization)?.[1]

function givenProfile(keyId: string): (keyId: string) => void {
  const directory = mkdtempSync(join(tmpdir(), 'coxswain-aws-'))
  const path = join(directory, 'credentials')
  const write = (id: string) =>
    writeFileSync(path, `[coxswain]\naws_access_key_id = ${id}\naws_secret_access_key = secret\n`)
  write(keyId)
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path)
  vi.stubEnv('AWS_CONFIG_FILE', join(directory, 'config'))
  return write
}

/** Takes the keys of `good`, hands out ASIA1, ASIA2, … to whoever assumes the role. */
function asAws(good: Set<string>, expiresInMs = 3_600_000) {
  let given = 0
  return (asked: Asked, response: ServerResponse) => {
    if (!good.has(keyOf(asked) ?? '')) return refuse(response, { code: 'ExpiredToken', status: 403 })
    if (asked.action !== 'AssumeRole') return answerXml(response, asked.action, '')
    given++
    good.add(`ASIA${given}`)
    const expiration = new Date(Date.now() + expiresInMs).toISOString()
    const credentials =
      `<AccessKeyId>ASIA${given}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
      `<SessionToken>t</SessionToken><Expiration>${expiration}</Expiration>`
    answerXml(response, asked.action, `<Credentials>${credentials}</Credentials>`)
  }
}

describe('credentials that expired', () => {
  test('are read anew for the next call, once somebody renewed them', async () => {
    const renew = givenProfile('AKIAOLD')
    await using aws = await startScriptedAws(asAws(new Set(['AKIANEW'])))
    using at = cloudAt(aws.url, { account: { profile: 'coxswain' } })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({
      class: 'credentials',
      code: 'ExpiredToken',
    })
    renew('AKIANEW')
    expect(await at.cloud.make(group)).toMatchObject({ answer: 'done' })
    expect(aws.asked.map(keyOf)).toEqual(['AKIAOLD', 'AKIANEW'])
    expect(at.calls.map(({ outcome }) => outcome)).toEqual(['credentials', 'ok'])
  })

  test('are not fetched for each call while they stay refused', async () => {
    const answer = asAws(new Set(['AKIAOFTHETEST']))
    await using aws = await startScriptedAws((asked, response) => {
      if (asked.action === 'AssumeRole') answer(asked, response)
      else refuse(response, { code: 'ExpiredToken', status: 403 })
    })
    using at = cloudAt(aws.url, { account: { role } })
    for (let times = 0; times < 5; times++) await failureOf(at.cloud.make(group))
    const assumed = () => aws.asked.filter(({ action }) => action === 'AssumeRole').length
    expect(assumed()).toBe(2)
    await at.clock.advance(1000)
    for (let times = 0; times < 2; times++) await failureOf(at.cloud.make(group))
    expect(assumed()).toBe(3)
  })
})

describe('a role', () => {
  test('is assumed once for all clients, by name of the bot and with the external id', async () => {
    await using aws = await startScriptedAws(asAws(new Set(['AKIAOFTHETEST'])))
    using at = cloudAt(aws.url, { account: { role } })
    await Promise.all([at.cloud.make(group), at.cloud.unmake(group), at.cloud.look(group)])
    const [first, ...others] = aws.asked
    expect(Object.fromEntries(new URLSearchParams(first?.body))).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: role.arn,
      RoleSessionName: 'coxswain',
      ExternalId: 'of-the-test',
    })
    expect(others.map(keyOf)).toEqual(['ASIA1', 'ASIA1', 'ASIA1'])
  })

  test('is assumed again before the session expires', async () => {
    await using aws = await startScriptedAws(asAws(new Set(['AKIAOFTHETEST']), 60_000))
    using at = cloudAt(aws.url, { account: { role } })
    await at.cloud.make(group)
    await at.cloud.make(group)
    const assumed = aws.asked.filter(({ action }) => action === 'AssumeRole')
    expect(assumed.length).toBeGreaterThan(1)
  })

  test('that may not be assumed is a matter of credentials, and no write was sent', async () => {
    const message = `User is not authorized to perform: sts:AssumeRole on resource: ${role.arn}`
    await using aws = await startScriptedAws((_, response) => {
      refuse(response, { code: 'AccessDenied', status: 403, message })
    })
    using at = cloudAt(aws.url, { account: { role } })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({
      class: 'credentials',
      code: 'AccessDenied',
      action: 'sts:AssumeRole',
      message,
    })
    expect(aws.asked.map(({ action }) => action)).toEqual(['AssumeRole'])
  })

  test('that STS does not answer for is asked for again later: the write was not sent', async () => {
    await using aws = await startScriptedAws((_, response) => response.socket?.destroy())
    using at = cloudAt(aws.url, { account: { role } })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'retry' })
  })
})

test('a profile that does not exist is a matter of credentials', async () => {
  givenProfile('AKIAOLD')
  await using aws = await startScriptedAws(asAws(new Set()))
  using at = cloudAt(aws.url, { account: { profile: 'no-such' } })
  const failure = await failureOf(at.cloud.look(group))
  expect(failure).toMatchObject({ class: 'credentials', code: 'CredentialsProviderError' })
  expect(failure.message).toContain('no-such')
})

test('an account that is not in the configuration is none', async () => {
  await using aws = await startScriptedAws(asAws(new Set()))
  using at = cloudAt(aws.url)
  expect(at.clouds.of({ account: 'other', region: 'us-east-1' })).toBeNull()
})
