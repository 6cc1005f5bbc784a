import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { listenOn } from './cluster-adapter-listen.ts'
import { aPart, answerXml, cloudAt, failureOf, startScriptedAws } from './aws-adapter-kit.ts'

const group = aPart('elasticache-user-group', { engine: 'valkey', userIds: ['u'] })

describe('an answer that never comes', () => {
  test('of a write means that nobody knows; it is not sent again', async () => {
    await using aws = await startScriptedAws((_, response) => response.socket?.destroy())
    using at = cloudAt(aws.url)
    const failure = await failureOf(at.cloud.make(group))
    expect(failure).toMatchObject({ class: 'unknown-outcome', code: 'ECONNRESET', requestId: null })
    expect(aws.asked).toHaveLength(1)
  })

  test('of a read is asked for again', async () => {
    await using aws = await startScriptedAws((_, response) => response.socket?.destroy())
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.look(group))).toMatchObject({ class: 'retry' })
    expect(aws.asked).toHaveLength(3)
  })

  test('is waited for no longer than the timeout', async () => {
    await using aws = await startScriptedAws(() => {})
    using at = cloudAt(aws.url, { requestTimeoutMs: 150 })
    const failure = await failureOf(at.cloud.make(group))
    expect(failure).toMatchObject({ class: 'unknown-outcome', action: 'elasticache:CreateUserGroup' })
    expect(failure.message).toContain('150 ms')
  })

  test('to its end is none either', async () => {
    await using aws = await startScriptedAws((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('<CreateUserGroupResponse>')
      setTimeout(() => response.socket?.destroy(), 20)
    })
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'unknown-outcome' })
  })

  test('that begins and stays silent is given up as well', async () => {
    await using aws = await startScriptedAws((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('<CreateUserGroupResponse>')
    })
    using at = cloudAt(aws.url, { requestTimeoutMs: 150 })
    expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'unknown-outcome' })
  })

  test.each(['<html>busy</ht', '{'])('cannot be read: %s', async (body) => {
    await using aws = await startScriptedAws((_, response) => response.writeHead(200).end(body))
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'unknown-outcome' })
  })
})

test('a write that could not be sent was not carried out', async () => {
  const gone = await listenOn(createServer())
  await gone.close()
  using at = cloudAt(gone.url)
  expect(await failureOf(at.cloud.make(group))).toMatchObject({ class: 'retry', code: 'ECONNREFUSED' })
})

test('a write opens its own connection, so that none is used that was closed meanwhile', async () => {
  const ports = new Set<number | undefined>()
  await using aws = await startScriptedAws(({ action }, response) => {
    ports.add(response.socket?.remotePort)
    answerXml(response, action, '')
  })
  using at = cloudAt(aws.url)
  expect(await at.cloud.make(group)).toEqual({ answer: 'done', requestId: 'request-1' })
  expect(await at.cloud.unmake(group)).toEqual({ answer: 'done', requestId: 'request-1' })
  expect(ports.size).toBe(2)
})
