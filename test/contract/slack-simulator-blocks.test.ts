import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultRateLimits } from '../../playground/slack/rate-limits.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
const plenty = { perMinute: 1e6, burst: 1e6 }

beforeAll(async () => {
  slack = await startTestSlack({
    rateLimits: { ...defaultRateLimits, postPerChannel: plenty, postPerWorkspace: plenty },
  })
})
afterAll(() => slack.stop())

const post = async (blocks: unknown) =>
  (await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: 'x', blocks })).body
const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string, more: object = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...more,
})
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more })
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item)

test('the answer to a text that is too long, word for word', async () => {
  expect(await post([section('x'.repeat(3001))])).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: {
      messages: [
        '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      ],
    },
  })
})

const option = { text: plain('One'), value: '1' }

const refused: [name: string, blocks: unknown[], message: string][] = [
  ['51 blocks', many(51, { type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['a string for a block', ['x'], 'must provide an object [json-pointer:/blocks/0]'],
  ['no type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
  ['an invented block', [{ type: 'wall' }], 'unsupported type: wall [json-pointer:/blocks/0/type]'],
  [
    'a property too many',
    [section('x', { colour: 'red' })],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['an empty section', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  ['no text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  [
    '11 fields',
    [{ type: 'section', fields: many(11, plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field too long',
    [{ type: 'section', fields: [plain('x'.repeat(2001))] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  [
    'a long header',
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'an empty context',
    [{ type: 'context', elements: [] }],
    'must provide at least 1 items [json-pointer:/blocks/0/elements]',
  ],
  [
    '26 buttons',
    [actions(...many(26, button()))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a button without text',
    [actions({ type: 'button' })],
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a long button',
    [actions(button({ text: plain('x'.repeat(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a long value',
    [actions(button({ value: 'x'.repeat(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  ['no URL', [actions(button({ url: 'runbook' }))], 'invalid url [json-pointer:/blocks/0/elements/0/url]'],
  [
    'an invented style',
    [actions(button({ style: 'loud' }))],
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'half a confirm dialog',
    [actions(button({ confirm: { title: plain('?'), text: plain('x'), confirm: plain('y') } }))],
    'missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]',
  ],
  [
    'an input element outside an input',
    [actions({ type: 'plain_text_input' })],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'six overflow options',
    [actions({ type: 'overflow', options: many(6, option) })],
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'a select without options',
    [actions({ type: 'static_select' })],
    'missing required field: options [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'an image without alt_text',
    [{ type: 'image', image_url: 'http://x/y.png' }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'a block_id twice',
    [section('x', { block_id: 'a' }), section('x', { block_id: 'a' })],
    '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'an action_id twice in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'a list item of text',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'x' }] }],
      },
    ],
    'unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]',
  ],
]

test.each(refused)('%s', async (_name, blocks, message) => {
  const body = await post(blocks)
  expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' })
  expect((body['response_metadata'] as { messages: string[] }).messages).toContain(`[ERROR] ${message}`)
})

describe('what stands at the limits is taken', () => {
  const accepted: [name: string, blocks: unknown[]][] = [
    ['no blocks', []],
    ['50 blocks', many(50, { type: 'divider' })],
    ['3,000 characters', [section('x'.repeat(3000))]],
    [
      'one action_id in two blocks',
      [section('x', { accessory: button({ action_id: 'a' }) }), actions(button({ action_id: 'a' }))],
    ],
    [
      'a whole confirm dialog',
      [
        actions(
          button({ confirm: { title: plain('?'), text: plain('x'), confirm: plain('y'), deny: plain('n') } }),
        ),
      ],
    ],
    [
      'a select',
      [
        actions({
          type: 'static_select',
          action_id: 's',
          options: [option],
          initial_option: option,
          placeholder: plain('…'),
        }),
      ],
    ],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'x', style: { code: true } },
                { type: 'user', user_id: 'U1' },
              ],
            },
          ],
        },
      ],
    ],
  ]
  test.each(accepted)('%s', async (_name, blocks) => {
    expect(await post(blocks)).toMatchObject({ ok: true })
  })
})

test('the whole message: about 13,200 characters of JSON', async () => {
  expect(await post(many(5, section('x'.repeat(2580))))).toMatchObject({ ok: true })
  expect(await post(many(5, section('x'.repeat(2620))))).toEqual({ ok: false, error: 'msg_blocks_too_long' })
})
