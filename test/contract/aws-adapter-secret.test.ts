import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { aPart, cloudAt, failureOf, refuse, startScriptedAws, type Asked } from './aws-adapter-kit.ts'

const secret = aPart('ssm-parameter', {}, { name: '/coxswain/prod/payments/sessions/password' })
const user = aPart('elasticache-user', {
  userName: 'default',
  engine: 'valkey',
  accessString: 'on ~* +@all',
  passwordFrom: secret.name,
})

const sent = ({ body }: Asked) => (JSON.parse(body) as { Value: string }).Value

function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body)
}

describe('a password that AWS repeats in what it says', () => {
  test('is not in the failure when it was to be stored, nor in what is logged', async () => {
    let password = ''
    await using aws = await startScriptedAws((asked, response) => {
      password = sent(asked)
      const message = `Value '${password}' at 'value' failed to satisfy constraint`
      json(response, 400, JSON.stringify({ __type: 'ValidationException', message }))
    })
    using at = cloudAt(aws.url)
    const failure = await failureOf(at.cloud.make(secret))
    expect(failure.message).toBe("Value '(the password)' at 'value' failed to satisfy constraint")
    expect(password).toHaveLength(32)
    expect(JSON.stringify([failure, at.calls])).not.toContain(password)
  })

  test.each(['AbCdEfGh0123456789', 'with & signs/ and "quotes"', 'a'.repeat(64)])(
    'is not in the failure when a user was to be made with it: %s',
    async (password) => {
      await using aws = await startScriptedAws(({ action, body }, response) => {
        if (action === 'GetParameter')
          return json(response, 200, JSON.stringify({ Parameter: { Value: password } }))
        const escaped = (text: string) => text.replaceAll('&', '&amp;')
        // The second one reaches the length at which messages are cut.
        const message = escaped(`no: ${password} ${'.'.repeat(970)} ${password} ${body}`)
        refuse(response, { code: 'InvalidParameterValue', message })
      })
      using at = cloudAt(aws.url)
      const failure = await failureOf(at.cloud.make(user))
      expect(failure).toMatchObject({ class: 'wrong-request', action: 'elasticache:CreateUser' })
      expect(failure.message).toMatch(/^no: \(the password\) \.+ /)
      const told = JSON.stringify([failure, at.calls])
      expect(told).not.toContain(password.slice(0, 12))
    },
  )

  test('is not quoted by the parser of an answer that is cut short', async () => {
    await using aws = await startScriptedAws((_, response) => {
      json(response, 200, '{"Parameter":{"Value":x"S3cr3tS3cr3t"}}')
    })
    using at = cloudAt(aws.url)
    const failure = await failureOf(at.cloud.make(user))
    expect(failure).toMatchObject({ class: 'retry', action: 'ssm:GetParameter' })
    expect(JSON.stringify([failure, at.calls])).not.toMatch(/S3cr|cr3t/)
  })
})
