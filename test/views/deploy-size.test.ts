import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import type { DeployView } from '../../src/domain/deploys/deploy-view.ts'
import type { RolloutState } from '../../src/domain/deploys/deploy.ts'
import { deployCard } from '../../src/views/deploy-card.ts'
import { deployPlanModal } from '../../src/views/deploy-plan-modal.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { asText } from '../harness/as-text.ts'
import {
  givenDeploy,
  givenPlan,
  givenReason,
  givenRelease,
  givenRollout,
  givenSeen,
  givenTarget,
  givenTargetPlan,
  givenView,
  givenWorkload,
} from '../harness/given-deploy.ts'

interface Size {
  waves: number
  regions: number
  state: RolloutState
  name?: (wave: number, region: number) => string
  filler?: string
}

/** A deploy of that size, every region with trouble of its own. */
function large({
  waves,
  regions,
  state,
  name = (w, r) => `region-${w}-${r}`,
  filler = 'x',
}: Size): DeployView {
  const places = Array.from({ length: waves }, (_, wave) =>
    Array.from({ length: regions }, (__, region) => ({ region: name(wave, region), wave })),
  )
  const reason = (exitCode: number) =>
    givenReason({ exitCode, message: filler, lines: Array.from({ length: 40 }, () => filler) })
  return givenView({
    record: givenDeploy({
      state: state === 'failed' ? 'failed' : 'running',
      release: givenRelease({ message: filler, author: filler, branch: filler, tag: filler }),
      waves: places.map((wave, index) => ({
        name: `${filler} ${index}`,
        approval: 'approved',
        rollouts: wave.map(({ region }) => givenRollout(region, state)),
      })),
      plan: givenPlan({
        targets: places.flat().map((place, index) =>
          givenTargetPlan({
            ...place,
            commits: Array.from({ length: 60 }, () => filler),
            warnings: [{ warning: 'single-replica', workload: `${filler}${index}` }],
          }),
        ),
      }),
    }),
    rollouts: places.flat().map(({ region }, index) =>
      givenTarget(region, {
        workloads: [givenWorkload({ seen: givenSeen({ reasons: index % 3 === 0 ? [reason(index)] : [] }) })],
      }),
    ),
    approvals: [],
  })
}

const hostile = '<!channel> *&* `x` ```'.repeat(40)

test.each([
  { waves: 1, regions: 1, state: 'running' },
  { waves: 2, regions: 4, state: 'running' },
  { waves: 8, regions: 8, state: 'running' },
  { waves: 8, regions: 8, state: 'failed' },
  { waves: 8, regions: 8, state: 'failed', filler: hostile },
  { waves: 8, regions: 8, state: 'running', filler: hostile, name: (w, r) => `${w}${r}${hostile}` },
  { waves: 60, regions: 2, state: 'running' },
] satisfies Size[])('$waves waves of $regions regions, $state, fit and keep their buttons', (size) => {
  const card = deployCard(large(size))
  expect(() => acceptMessageBlocks(card.blocks)).not.toThrow()
  expect(jsonChars(card.blocks)).toBeLessThanOrEqual(12_000)
  expect(card.text.length).toBeLessThanOrEqual(4_000)
  expect(card.blocks.at(-1)).toMatchObject({ type: 'actions' })
  expect(asText(card)).toContain('[Show plan](deploy:plan ')
  expect(deployPlanModal(large(size)).blocks.length).toBeLessThanOrEqual(100)
})

test.each([3, 60, 200])(
  'of sixty-four regions with names of %i characters every one is told or counted',
  (length) => {
    const name = (wave: number, region: number) => `${wave}-${region}-${'y'.repeat(length)}`
    const shown = asText(deployCard(large({ waves: 8, regions: 8, state: 'running', name })))
    expect([...shown.matchAll(/\*Wave \d: x \d\*/g)]).toHaveLength(8)
    expect(shown).toMatch(/… and \d+ more troubles?: \*Show plan\* has all of them/)
    expect(toldRegions(shown)).toBe(64)
  },
)

/** Regions that stand in rows, alone or together, and those that are only counted. */
function toldRegions(shown: string): number {
  const rows = shown.split('\n').filter((line) => /^(🔄|⚠️) \*\d-\d+-y/.test(line))
  const named = rows.flatMap((line) => {
    const [names = '', more = '0'] = (line.split('*')[1] ?? '').split(' +')
    return [names.split(', ').length, Number(more)]
  })
  const counted = [...shown.matchAll(/(?:🔄|⚠️) (\d+) (?:rolling out|in trouble)/g)].map((match) =>
    Number(match[1]),
  )
  return [...counted, ...named].reduce((sum, count) => sum + count, 0)
}

test('a wave of fifty regions is not cut short', () => {
  const name = (_: number, region: number) => `0-${region}-${'y'.repeat(30)}`
  expect(toldRegions(asText(deployCard(large({ waves: 1, regions: 50, state: 'running', name }))))).toBe(50)
})

test('four regions keep a row each, with a log of a dozen lines at most', () => {
  const shown = asText(deployCard(large({ waves: 2, regions: 2, state: 'failed' })))
  expect(shown.match(/^❌ \*region-\d-\d\* \(prod-region-\d-\d\)/gm)).toHaveLength(4)
  expect(shown.split('```')[1]?.trim().split('\n')).toHaveLength(12)
})
