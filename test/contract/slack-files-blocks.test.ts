import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { PNG, complete, fileInfo, uploadRaw } from './slack-files-kit.ts'

let slack: SlackSimulator

beforeEach(async () => {
  const plenty = { perMinute: 1e6, burst: 1e6 }
  const settings = { fileReadyMs: 600_000 }
  slack = await startTestSlack({ settings, rateLimits: { postPerChannel: plenty, postPerWorkspace: plenty } })
})
afterEach(() => slack.stop())

const post = async (...blocks: object[]) =>
  (await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: 'x', blocks })).body
const days = ['Mon', 'Tue']
const series = (name: string, ...values: unknown[]) => ({
  name,
  data: values.map((value, index) => ({ label: days[index] ?? `more ${index}`, value })),
})
const line = (...all: object[]) => ({ type: 'line', series: all, axis_config: { categories: days } })
const chart = (inner: object, more: object = {}) => ({
  type: 'data_visualization',
  title: 'Cost by day',
  chart: inner,
  ...more,
})
const pie = (...segments: unknown[]) => ({ type: 'pie', segments })
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i))

describe('charts', () => {
  test.each([
    ['a line', chart(line(series('Payments', 1, 2.5), series('Search', 0, -3)))],
    ['bars with labels at the axes', chart({ ...line(series('Payments', 1, 2)), type: 'bar' })],
    ['an area', chart({ ...line(series('Payments', 1, 2)), type: 'area' }, { block_id: 'c' })],
    ['a pie', chart(pie({ label: 'Compute', value: 3 }, { label: 'Storage', value: 0.5 }))],
  ])('%s is taken as it is', async (_, block) => {
    expect(await post(block)).toMatchObject({ ok: true, message: { blocks: [block] } })
  })

  const refused: [string, object, string][] = [
    [
      'a long title',
      chart(line(series('A', 1, 2)), { title: 'x'.repeat(51) }),
      'must be less than 51 characters [json-pointer:/blocks/0/title]',
    ],
    ['another kind', chart({ type: 'radar' }), 'unsupported type: radar [json-pointer:/blocks/0/chart/type]'],
    ['no series', chart(line()), 'must provide at least 1 items [json-pointer:/blocks/0/chart/series]'],
    [
      'seven series',
      chart(line(...times(7, (i) => series(`S${i}`, 1, 2)))),
      'no more than 6 items allowed [json-pointer:/blocks/0/chart/series]',
    ],
    [
      'equal names',
      chart(line(series('A', 1, 2), series('A', 3, 4))),
      'series names must be unique [json-pointer:/blocks/0/chart/series]',
    ],
    [
      'a long name',
      chart(line(series('x'.repeat(21), 1, 2))),
      'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]',
    ],
    [
      'a missing point',
      chart(line(series('A', 1))),
      'labels must match the categories of axis_config [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'a point too many',
      chart(line(series('A', 1, 2, 3))),
      'labels must match the categories of axis_config [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'nothing for a value',
      chart(line(series('A', 1, 'much'))),
      'must provide a number [json-pointer:/blocks/0/chart/series/0/data/1/value]',
    ],
    [
      'a slice of nothing',
      chart(pie({ label: 'A', value: 0 })),
      'must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
    ],
    [
      'seven slices',
      chart(pie(...times(7, (i) => ({ label: `S${i}`, value: 1 })))),
      'no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]',
    ],
    [
      'no axis',
      chart({ type: 'line', series: [series('A', 1, 2)] }),
      'missing required field: axis_config [json-pointer:/blocks/0/chart]',
    ],
  ]
  test.each(refused)('%s is refused', async (_, block, message) => {
    const answer = await post(block)
    expect(answer.error).toBe('invalid_blocks')
    expect(answer['errors']).toContain(message)
  })

  test('two in a message, not three', async () => {
    const one = chart(line(series('A', 1, 2)))
    expect((await post(one, one)).ok).toBe(true)
    expect((await post(one, one, one))['errors']).toEqual([
      'too many data_visualization blocks [json-pointer:/blocks]',
    ])
  })

  test('a workspace that does not know them says so, also to an edit', async () => {
    const one = chart(line(series('A', 1, 2)))
    const { ts } = await post(one)
    const changed = await fetch(`${slack.url}/playground/settings`, {
      method: 'PATCH',
      body: JSON.stringify({ charts: false }),
    })
    expect(changed.status).toBe(200)
    const refusal = {
      error: 'invalid_blocks',
      errors: ['unsupported type: data_visualization [json-pointer:/blocks/0/type]'],
    }
    expect(await post(one)).toMatchObject(refusal)
    const edit = { channel: 'C0PAY', ts, text: 'x', blocks: [one] }
    expect((await callSlack(slack, 'chat.update', edit)).body).toMatchObject(refusal)
  })

  test('a setting that there is not', async () => {
    for (const body of [{ charts: 'no' }, { toString: true }, { fileReadyMs: -1 }]) {
      const answer = await fetch(`${slack.url}/playground/settings`, {
        method: 'PATCH',
        body: JSON.stringify(body),
      })
      expect(answer.status).toBe(400)
    }
    expect(slack.settings.charts).toBe(true)
  })
})

describe('images of Slack files', () => {
  const image = (slack_file: object, more: object = {}) => ({
    type: 'image',
    alt_text: 'Cost',
    slack_file,
    ...more,
  })
  const ready = async (name: string, bytes: Buffer) => {
    const id = await uploadRaw(slack, name, bytes)
    await complete(slack, id)
    await fileInfo(slack, id)
    await fileInfo(slack, id)
    return id
  }

  test('a ready image stands in a block, an accessory and a context, and then people may open it', async () => {
    const id = await ready('chart.png', PNG)
    const accessory = image({ id })
    const text = { type: 'mrkdwn', text: 'x' }
    const answer = await post(
      image({ id }, { title: { type: 'plain_text', text: 'T' } }),
      { type: 'section', text, accessory },
      { type: 'context', elements: [accessory] },
    )
    expect(answer.ok).toBe(true)
    const seen = await fetch(`${slack.url}/playground/people/owner/files/${id}`)
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  test('not one that is unknown, not completed, not ready or no image', async () => {
    const pending = await uploadRaw(slack, 'chart.png', PNG)
    const fresh = await uploadRaw(slack, 'chart.png', PNG)
    await complete(slack, fresh)
    const table = await ready('chart.png', Buffer.from('a,b\n'))
    for (const id of ['F0UNKNOWN00', pending, fresh, table])
      expect((await post(image({ id })))['errors']).toEqual([
        'invalid slack file [json-pointer:/blocks/0/slack_file]',
      ])
  })

  test('by one of id and URL, and never beside an address', async () => {
    const id = await ready('chart.png', PNG)
    const errors = async (block: object) => (await post(block))['errors']
    expect(await errors(image({ id: 'nonsense' }))).toContain(
      'input must match regex pattern: ^F[A-Z0-9]{8,}$ [json-pointer:/blocks/0/slack_file/id]',
    )
    expect(await errors(image({}))).toContain(
      'missing required field: id [json-pointer:/blocks/0/slack_file]',
    )
    expect(await errors(image({ id }, { image_url: 'https://example.com/a.png' }))).toEqual([
      'invalid additional property: slack_file [json-pointer:/blocks/0]',
    ])
  })
})
