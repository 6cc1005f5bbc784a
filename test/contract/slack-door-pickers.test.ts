import { afterEach, describe, expect, test } from 'vitest'
import type { SuggestedOption, Suggestion } from '../../src/commands/door.ts'
import { openForm, type OpenForm } from './slack-door-form-kit.ts'

let opened: OpenForm

afterEach(() => opened.stop())

const ACTION_ID = 'toy:project'
const filling = (run: Suggestion['run']): Suggestion => ({ actionId: ACTION_ID, run })
const option = (value: string, more: Partial<SuggestedOption> = {}): SuggestedOption => ({
  text: value.toUpperCase(),
  value,
  ...more,
})
const search = (typed = '') => opened.bob.options(opened.viewId, { action_id: ACTION_ID, typed })

describe.each(['socket', 'http'] as const)('a picker by %s', (mode) => {
  test('is filled by groups, told who asks, what was typed and what the form holds', async () => {
    const asked: unknown[] = []
    const suggestion = filling(async (call) => {
      asked.push(call)
      return [
        { label: 'Mine', options: [option('checkout', { description: 'the shop' })] },
        { label: 'Recent', options: [] },
      ]
    })
    opened = await openForm({ suggestions: [suggestion] }, { mode })
    expect(await search(' chk ')).toMatchObject({
      ok: true,
      option_groups: [
        {
          label: { text: 'Mine' },
          options: [{ text: { text: 'CHECKOUT' }, value: 'checkout', description: { text: 'the shop' } }],
        },
      ],
    })
    expect(asked).toMatchObject([
      {
        actor: { kind: 'person', userId: 'U0BOB', membership: 'member' },
        typed: 'chk',
        view: { callbackId: 'form', privateMetadata: 'carried', values: { note: { text: null } } },
      },
    ])
  })
})

test('a list without a name is a plain list, and nothing is an empty one', async () => {
  const groups = (typed: string) => [{ label: '', options: typed === 'none' ? [] : [option('a')] }]
  opened = await openForm({ suggestions: [filling(async ({ typed }) => groups(typed))] })
  expect(await search()).toMatchObject({ ok: true, options: [{ value: 'a' }] })
  expect(await search('none')).toEqual({ ok: true, options: [] })
})

test('more than Slack takes is cut: a hundred options in all, long words, values that are too long', async () => {
  const group = (label: string, count: number) => ({
    label: label.repeat(90),
    options: Array.from({ length: count }, (_, index) =>
      option(`${label}${index}`, { text: '<&>'.repeat(60), description: 'd'.repeat(90) }),
    ),
  })
  const odd = { label: 'Odd', options: [option('x'.repeat(151)), option(''), option('y'.repeat(150))] }
  opened = await openForm({ suggestions: [filling(async () => [odd, group('a', 70), group('b', 70)])] })
  const found = await search()
  if (!('option_groups' in found)) throw new Error(JSON.stringify(found))
  expect(found.option_groups.map(({ options }) => options.length)).toEqual([1, 70, 29])
  expect(found.option_groups[0]?.options).toMatchObject([{ value: 'y'.repeat(150) }])
})

test('whatever goes wrong, the list is empty: broken, too late, unknown', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const suggestion = filling(async ({ typed }) => {
    if (typed === 'broken') throw new Error('boom')
    if (typed === 'late') await promise
    return [{ label: 'A', options: [option('a')] }]
  })
  opened = await openForm({ suggestions: [suggestion] }, { speed: 8 })
  expect(await search('broken')).toEqual({ ok: true, options: [] })
  expect(await search('late')).toEqual({ ok: true, options: [] })
  resolve()
  expect(await search('well')).toMatchObject({ option_groups: [{}] })
  await opened.stop()
  opened = await openForm({})
  expect(await search()).toEqual({ ok: true, options: [] })
})

test('somebody whom Slack does not know now is not taken for a member', async () => {
  const asked: unknown[] = []
  opened = await openForm({ suggestions: [filling(async ({ actor }) => (asked.push(actor), []))] })
  opened.slack.faults.add({ method: 'users.info', kind: 'error', error: 'internal_error', times: 9 })
  const alice = opened.slack.as('U0ALICE')
  await alice.command({ channel: 'payments', text: '/alerts' })
  await expect.poll(() => alice.views()).toHaveLength(1)
  await alice.options(alice.views()[0]?.id ?? '', { action_id: ACTION_ID })
  expect(asked).toMatchObject([{ userId: 'U0ALICE', membership: 'unknown' }])
})
