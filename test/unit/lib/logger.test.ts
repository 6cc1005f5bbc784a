import { expect, test } from 'vitest'
import { createLogger, createScrubber } from '../../../src/lib/logger.ts'

// Assembled here, so that no file holds what looks like a real token.
const BOT_TOKEN = ['xoxb', '1234567890', 'abcDEF'].join('-')
const APP_TOKEN = ['xapp', '1', 'A0123', 'deadbeef'].join('-')
const BEARER = 'c2VjcmV0LXRva2Vu.x=='

function logged(write: (logger: ReturnType<typeof createLogger>) => void, secrets: string[] = []): string[] {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  write(createLogger('info', { secrets, destination }))
  return lines
}

test('one JSON line a decision: time, level, message, fields', () => {
  const [line] = logged((logger) => logger.info({ channel: 'C1', count: 2 }, 'posting: done'))
  expect(JSON.parse(line ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    channel: 'C1',
    count: 2,
    msg: 'posting: done',
  })
})

test('a child carries the correlation id, and the level is kept', () => {
  const lines = logged((logger) => {
    const child = logger.child({ correlationId: 'c-1' })
    child.debug('not told')
    child.warn('told')
  })
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 'warn', correlationId: 'c-1', msg: 'told' }),
  ])
})

test('no credential leaves in any field, in an error, in a message or in a child', () => {
  const error = new Error(`request with Bearer ${BEARER} refused`, { cause: new Error(APP_TOKEN) })
  const text = logged(
    (logger) => {
      logger
        .child({ [`via ${BOT_TOKEN}`]: 1 })
        .info({ deep: { token: BOT_TOKEN, list: [APP_TOKEN] } }, `saw ${BOT_TOKEN}`)
      logger.error({ err: error, authorization: 'anything at all' }, 'calling')
      logger.info({ url: `https://hooks.slack.com/actions/T0AAAA/123/${'x'.repeat(24)}` }, 'answering')
      logger.info({ header: 'say "quoted\\secret"' }, 'checking')
    },
    ['quoted\\secret', 'say'],
  ).join('')
  for (const secret of [BOT_TOKEN, APP_TOKEN, BEARER, 'anything at all', 'x'.repeat(24), 'quoted\\\\secret'])
    expect(text).not.toContain(secret)
  expect(text).toContain('"msg":"checking"')
  for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
})

test('ordinary words stay', () => {
  const scrub = createScrubber(['abc'])
  for (const text of ['abc', 'the basics of bearers', 'foxtrot-1', '/alerts/actions/silence'])
    expect(scrub(text)).toBe(text)
})
