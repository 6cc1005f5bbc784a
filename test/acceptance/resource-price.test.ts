import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { fill, fillNew, planned, submitOf } from '../harness/resource-form-steps.ts'
import { approve, ask, card, closeAll } from '../harness/resource-steps.ts'
import { BOB } from '../harness/resource-workspace.ts'
import { modalWords, typed } from '../harness/slack-steps.ts'

let bot: ResourceApp
beforeAll(async () => void (bot = await startResourceApp()))
afterEach(() => closeAll(bot, BOB))
afterAll(() => bot.stop())

const NOTHING = /\$0(?!\.\d*[1-9])|free/i

test('what begins at once below a price waits for approval above it, and the form says so before', async () => {
  await fillNew(bot, BOB, { environment: 'stage', name: 'small', size: 'session-small' })
  expect(submitOf(await planned(bot, BOB, { size: 'session-small', name: 'small' }))).toBe('Create')
  expect(modalWords(bot, BOB)).toContain('it starts at once')
  await fill(bot, BOB, { size: 'cache-large' })
  expect(submitOf(await planned(bot, BOB, { size: 'cache-large' }))).toBe('Ask for approval')
  expect(modalWords(bot, BOB)).toMatch(/\$227\.76 a month[^]*Needs a yes/)
  await closeAll(bot, BOB)
  await ask(bot, { environment: 'stage', name: 'small' })
  expect(await card(bot, '*Ready*')).toContain('Create payments-stage-small')
  await ask(bot, { environment: 'stage', name: 'large', size: 'cache-large' })
  expect(await card(bot, /wait(ing|s) for approval/i)).toContain('$227.76 a month')
}, 60_000)

test('a price that no list names is unknown and never nothing: in the form, on the card, in the list', async () => {
  await fillNew(bot, BOB, { environment: 'stage', name: 'huge', size: 'memory-huge' })
  expect(submitOf(await planned(bot, BOB, { size: 'memory-huge', name: 'huge' }))).toBe('Ask for approval')
  const inForm = modalWords(bot, BOB)
  await closeAll(bot, BOB)
  await ask(bot, { environment: 'stage', name: 'huge', size: 'memory-huge' })
  const waiting = await card(bot, /wait(ing|s) for approval/i)
  await approve(bot)
  const ready = await card(bot, '*Ready*')
  const listed = await typed(bot, BOB, { line: '/resource list', says: 'payments-stage-huge' })
  for (const words of [inForm, waiting, ready, listed]) {
    expect(words).toMatch(/price unknown|1 unknown/i)
    expect(words).not.toMatch(NOTHING)
  }
}, 60_000)

test('when the price list does not answer, the price is unknown and the rest goes on', async () => {
  const other = await startResourceApp()
  try {
    other.aws.faults.set('server-errors', { times: null, operation: 'GetProducts' })
    await ask(other, { environment: 'alpha', name: 'sessions' })
    const words = await card(other, '*Ready*')
    expect(words).toMatch(/price unknown/i)
    expect(words).not.toMatch(NOTHING)
  } finally {
    await other.stop()
  }
}, 60_000)
