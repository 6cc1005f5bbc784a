import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import type { ConsoleOverview } from '../../playground/console/console-overview.ts'
import { createConsoleRoutes } from '../../playground/console/console-routes.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'
import { createLocalServer, listen } from '../../playground/slack/server.ts'

const NAME = '/coxswain/alpha/payments/payments-alpha-sessions/password'
const GROUP = { kind: 'elasticache-replication-group', name: 'payments-alpha-sessions' }

describe('the AWS console of the playground', () => {
  let directory: string
  let aws: AwsSimulator
  let server: Server
  let url: string
  const start = async () => {
    aws = await startAwsSimulator({ clock: createSpeedClock(), persistPath: join(directory, 'aws.json') })
    server = createLocalServer([createConsoleRoutes(aws)])
    url = `http://127.0.0.1:${await listen(server, 0)}/playground/aws`
  }
  const stop = async () => {
    server.close().closeAllConnections()
    await aws.stop()
  }
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'aws-'))
    return start()
  })
  afterEach(async () => {
    await stop()
    rmSync(directory, { recursive: true })
  })

  const look = async (query = '') => (await (await fetch(`${url}${query}`)).json()) as ConsoleOverview
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const ssm = () =>
    new SSMClient({
      endpoint: aws.url,
      region: 'ap-northeast-2',
      credentials: aws.credentials,
      maxAttempts: 1,
    })
  const put = () =>
    ssm().send(
      new PutParameterCommand({
        Name: NAME,
        Value: 'open sesame',
        Type: 'SecureString',
        Description: '[coxswain:res-1] of sessions',
      }),
    )

  test('shows what exists, whose it is and the calls, but no value of a parameter', async () => {
    await put()
    await ssm().send(new GetParameterCommand({ Name: NAME, WithDecryption: true }))
    await expect(ssm().send(new GetParameterCommand({ Name: '/nothing' }))).rejects.toThrow()
    const seen = await look()
    expect(seen).toMatchObject({ endpoint: aws.url, accountId: '123456789012', pace: 'usual' })
    expect(seen.items).toMatchObject([{ kind: 'ssm-parameter', name: NAME, marker: 'res-1' }])
    expect(seen.calls.map(({ operation, code, isWrite }) => [operation, code, isWrite])).toEqual([
      ['GetParameter', 'ParameterNotFound', false],
      ['GetParameter', null, false],
      ['PutParameter', null, true],
    ])
    expect(seen.calls[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await look('?calls=writes')).calls).toHaveLength(1)
    expect((await look('?calls=refused')).calls).toHaveLength(1)
    expect(JSON.stringify(seen)).not.toContain('open sesame')
  })

  test('switches faults, and what is not understood changes nothing', async () => {
    expect(await post('/faults', { name: 'throttling', on: true, options: { times: 1 } })).toMatchObject({
      status: 200,
    })
    const throttling = (await look()).faults.find(({ name }) => name === 'throttling')
    expect(throttling).toMatchObject({ isOn: true, left: 1 })
    await expect(put()).rejects.toMatchObject({ name: 'ThrottlingException' })
    await put()
    await post('/faults', { name: 'unreachable', on: true })
    await expect(put()).rejects.toThrow()
    await post('/faults', { on: false })
    expect((await look()).faults.filter(({ isOn }) => isOn)).toEqual([])
    for (const wrong of [{ name: 'flood', on: true }, { name: 'throttling' }, { on: true }])
      expect(await post('/faults', wrong)).toMatchObject({ status: 400, body: { error: 'invalid_fault' } })
    expect(await post('/faults', { name: 'throttling', on: true, options: { times: 'x' } })).toMatchObject({
      status: 400,
    })
    expect((await look()).faults.filter(({ isOn }) => isOn)).toEqual([])
  })

  test('sets the pace', async () => {
    const usual = aws.settings.createMs
    expect(await post('/pace', { pace: 'real' })).toMatchObject({ body: { ok: true, pace: 'real' } })
    expect(aws.settings.createMs).toBe(usual * 30)
    expect(await post('/pace', { pace: 'warp' })).toMatchObject({ status: 400 })
    expect((await look()).pace).toBe('real')
  })

  test('others make things, and things are removed by hand', async () => {
    expect(await post('/foreign', GROUP)).toMatchObject({ status: 200 })
    expect(await post('/foreign', GROUP)).toMatchObject({ status: 409, body: { error: 'already_there' } })
    expect((await look()).items).toContainEqual(
      expect.objectContaining({ ...GROUP, marker: null, status: 'available', region: 'ap-northeast-2' }),
    )
    expect(await post('/remove', { ...GROUP, region: 'us-east-1' })).toMatchObject({
      status: 404,
      body: { error: 'not_there' },
    })
    expect(await post('/remove', GROUP)).toMatchObject({ status: 200 })
    expect((await look()).items.filter(({ name }) => name === GROUP.name)).toEqual([])
    for (const wrong of [
      { ...GROUP, kind: 'bucket' },
      { ...GROUP, name: ' ' },
      { ...GROUP, region: 'mars-1' },
    ])
      expect(await post('/foreign', wrong)).toMatchObject({ status: 400 })
  })

  test('keeps what exists from one start to the next', async () => {
    await put()
    await stop()
    await start()
    const { Parameter: parameter } = await ssm().send(
      new GetParameterCommand({ Name: NAME, WithDecryption: true }),
    )
    expect(parameter?.Value).toBe('open sesame')
  })
})
