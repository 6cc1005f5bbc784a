import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCosts, type CostStage } from './cost-simulator-kit.ts'

let stage: CostStage
beforeAll(async () => void (stage = await openCosts()))
afterAll(() => stage.stop())

describe('what the simulated OpenCost takes', () => {
  test.each([
    ['2026-11-21T08:00:00Z,2026-11-21T09:00:00Z', '2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z'],
    ['1795248000,1795251600', '2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z'],
    ['30m', '2026-11-21T09:01:00Z', '2026-11-21T09:31:00Z'],
    ['2h', '2026-11-21T08:00:00Z', '2026-11-21T10:00:00Z'],
    ['2d', '2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z'],
    ['1w', '2026-11-15T00:00:00Z', '2026-11-22T00:00:00Z'],
    ['today', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'],
    ['yesterday', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
  ])('window=%s', async (window, start, end) => {
    const [set] = await stage.sets({ window, aggregate: 'cluster' })
    expect(set?.['prod-kr']?.window).toEqual({ start, end })
  })

  test('what goes on ends now, by the minute', async () => {
    await stage.clock.advance(20_000)
    const [set] = await stage.sets({ window: '1h', aggregate: 'cluster', includeIdle: 'true' })
    expect(set?.['prod-kr']).toMatchObject({ start: '2026-11-21T09:00:00Z', end: '2026-11-21T09:30:00Z' })
    expect(set?.['__idle__']).toMatchObject({ minutes: 30, end: '2026-11-21T09:30:00Z' })
  })

  test.each([
    [{}, "Invalid 'window' parameter: illegal window: "],
    [{ window: 'lastquarter' }, "Invalid 'window' parameter: illegal window: lastquarter"],
    [{ window: '2026-11-21T09:00:00Z,2026-11-21T08:00:00Z' }, 'illegal window'],
    [{ window: '2026-11-21T08:00:00+09:00,2026-11-21T09:00:00+09:00' }, 'illegal window'],
    [{ window: '1d', aggregate: 'namespace,departement' }, "Invalid 'aggregate' parameter"],
    [{ window: '1d', step: 'daily' }, "Invalid 'step' parameter"],
    [{ window: '30d', step: '1s' }, "Invalid 'step' parameter"],
    [{ window: '1d', resolution: '0m' }, "Invalid 'resolution' parameter"],
    [{ window: '1d', accumulate: 'fortnight' }, "Invalid 'accumulate' parameter"],
    [{ window: '1d', includeIdle: 'yes' }, "Invalid 'includeIdle' parameter"],
    [{ window: '1d', filter: 'namespace:"payments"' }, "Invalid 'filter' parameter"],
  ] as [Record<string, string>, string][])('refused: %j', async (query, words) => {
    const response = await stage.ask(query)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toContain(words)
  })

  test('other paths, methods and clusters are not there', async () => {
    const statusOf = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${stage.costs.url}${path}`, init)).status
    expect(await statusOf('/prod-kr/allocation/compute?window=1h')).toBe(200)
    expect(await statusOf('/prod-kr/healthz')).toBe(200)
    expect(await statusOf('/prod-kr/assets?window=1h')).toBe(404)
    expect(await statusOf('/prod-xx/allocation?window=1h')).toBe(404)
    expect(await statusOf('/allocation?window=1h')).toBe(404)
    expect(await statusOf('/prod-kr/allocation?window=1h', { method: 'POST' })).toBe(405)
  })
})

// The published description is not part of the repository.
const path = join(process.env['COXSWAIN_SPECS'] ?? '/nowhere', 'opencost-swagger.json')
const missing = !existsSync(path)
if (missing)
  process.stderr.write(`\nSKIPPED: no ${path} (COXSWAIN_SPECS), answers are not checked against it\n\n`)

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  [key: string]: unknown
}

test.skipIf(missing)('every allocation is as the published description has it', async () => {
  const { components } = JSON.parse(readFileSync(path, 'utf8')) as {
    components: { schemas: Record<string, Schema> }
  }
  const answer = components.schemas['inline_response_200'] as Schema
  const one = answer.properties?.['data']?.items?.properties?.['opencost'] as Schema
  const isAllocation = new Ajv().compile({ ...one, required: Object.keys(one.properties ?? {}) })
  const asked = { window: '2h', step: '1h', includeIdle: 'true' }
  for (const aggregate of ['', 'namespace', 'namespace,controllerKind,controller,pod', 'all']) {
    const response = await stage.ask({ ...asked, aggregate })
    const body = (await response.json()) as { code: number; data: Record<string, unknown>[] }
    expect(new Ajv().validate({ ...answer, required: ['code', 'data', 'status'] }, body)).toBe(true)
    const all = body.data.flatMap((set) => Object.values(set))
    expect(all.length).toBeGreaterThan(1)
    for (const allocation of all)
      expect([isAllocation(allocation), isAllocation.errors]).toEqual([true, null])
  }
})
