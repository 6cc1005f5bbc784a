import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import type { CostChart } from '../../src/domain/cost/chart.ts'
import type { CostEditionSnapshot } from '../../src/domain/cost/digest.ts'
import { costEditionMessage } from '../../src/views/cost-edition-message.ts'
import { asText } from '../harness/as-text.ts'
import { COMPANY_SCOPE, givenChart, givenEdition } from '../harness/given-cost-views.ts'

const WEEKLY = givenEdition({ edition: 'weekly', day: '2026-11-16', scope: COMPANY_SCOPE })
const EDITIONS: Record<string, CostEditionSnapshot> = {
  'of a day, as a picture': givenEdition(),
  'of a week, with the chart of Slack': { ...WEEKLY, shown: { as: 'native' } },
  'of a day, as text': givenEdition({ shown: { as: 'text' } }),
  'without figures': givenEdition({
    currencies: [{ currency: 'USD', micros: 0, beforeMicros: null, shares: [], movers: [], moversTotal: 0 }],
    chart: givenChart({ series: [{ name: 'A day', values: [] }] }),
    shown: { as: 'native' },
  }),
}

test.each(Object.entries(EDITIONS))('the edition %s', (_, edition) => {
  const shown = costEditionMessage(edition)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(`${asText(shown)}\n\n${shown.text}`).toMatchSnapshot()
})

test('a picture is a file that Slack holds, with every figure in words', () => {
  const image = costEditionMessage(givenEdition()).blocks.find(({ type }) => type === 'image')
  expect(image).toMatchObject({ slack_file: { id: 'F0COSTCHART1' } })
  expect(JSON.stringify(image)).toContain('16 Nov $95.00, 17 Nov no figures, 18 Nov $131.00')
})

test('a file id that is none gives text instead', () => {
  const shown = costEditionMessage(givenEdition({ shown: { as: 'image', fileId: 'nothing' } }))
  expect(asText(shown)).toContain('`▄▅▂▁▄▅▅▅▆▂·▅▇█` least $84.00 (10 Nov) · most $163.20 (20 Nov)')
})

test('one series is drawn as bars, several as lines, and what is unknown is left out', () => {
  expect(nativeOf(givenChart()).type).toBe('bar')
  expect(nativeOf(givenChart()).axis_config.categories).not.toContain('17 Nov')
  const two = givenChart({
    categories: ['Mon', 'Tue', 'Wed'],
    series: [
      { name: 'Payments', values: [1, 2, 3] },
      { name: 'Payments', values: [4, null, 6] },
    ],
  })
  expect(nativeOf(two)).toEqual({
    type: 'line',
    series: [
      {
        name: 'Payments',
        data: [
          { label: 'Mon', value: 1 },
          { label: 'Wed', value: 3 },
        ],
      },
      {
        name: '2 Payments',
        data: [
          { label: 'Mon', value: 4 },
          { label: 'Wed', value: 6 },
        ],
      },
    ],
    axis_config: { categories: ['Mon', 'Wed'], y_label: 'USD' },
  })
})

function nativeOf(chart: CostChart) {
  const { blocks } = costEditionMessage(givenEdition({ chart, shown: { as: 'native' } }))
  const found = blocks.find(({ type }) => (type as string) === 'data_visualization') as unknown as {
    chart: { type: string; axis_config: { categories: string[] } }
  }
  return found.chart
}
