import type { ServerResponse } from 'node:http'
import { createTestClock } from '../harness/test-clock.ts'
import type { CostAnswer, CostFailure, CostSet } from '../../src/domain/cost/source.ts'
import type { AwsAccount } from '../../src/integrations/aws/aws-account.ts'
import type { AwsCallNote } from '../../src/integrations/aws/calls.ts'
import type { CostExplorerSettings } from '../../src/integrations/aws/cost-explorer-settings.ts'
import { createAws } from '../../src/integrations/aws/create-aws.ts'
import { anAccount, startScriptedAws, type Asked } from './aws-adapter-kit.ts'

export const DAY_MS = 86_400_000
/** Two days before the clock of tests stands. */
export const FROM = Date.UTC(2026, 10, 19)

/** What the test says to each call of Cost Explorer, by its input. */
export type CostScript = (
  ask: { action: string; input: Record<string, unknown>; nth: number },
  response: ServerResponse,
) => void

export async function startScriptedCostExplorer(script: CostScript) {
  let nth = 0
  return startScriptedAws((asked: Asked, response) => {
    nth++
    script({ action: asked.action, input: JSON.parse(asked.body) as Record<string, unknown>, nth }, response)
  })
}

/** AWS JSON 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'request-1' })
    .end(typeof body === 'string' ? body : JSON.stringify(body))
}

export function refuseJson(response: ServerResponse, code: string, message = 'no', status = 400): void {
  answerJson(response, { __type: code, message }, status)
}

interface GroupMore {
  service?: string
  unit?: string
  metric?: string
}

/** As the API groups it by tag and service: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html */
export function aGroup(project: string, Amount: string, more: GroupMore = {}) {
  const { service = 'Amazon ElastiCache', unit: Unit = 'USD', metric = 'AmortizedCost' } = more
  return { Keys: [`project$${project}`, service], Metrics: { [metric]: { Amount, Unit } } }
}

export function aDay(nth: number, Groups: unknown[], Estimated = false) {
  const day = (index: number) => new Date(FROM + index * DAY_MS).toISOString().slice(0, 10)
  return { TimePeriod: { Start: day(nth), End: day(nth + 1) }, Total: {}, Groups, Estimated }
}

export function aPage(days: unknown[], NextPageToken?: string) {
  return { GroupDefinitions: [], ResultsByTime: days, DimensionValueAttributes: [], NextPageToken }
}

/** The source before the endpoint, on a clock that the test moves. `budget`: how many paid calls it may make. */
export function costSourceAt(endpoint: string, more: CostMore = {}) {
  const { budget = 10, account, settings } = more
  const clock = createTestClock()
  const notes: AwsCallNote[] = []
  const accounts = [anAccount(endpoint, account)]
  const aws = createAws({ accounts, clock, onCall: (note) => notes.push(note) })
  const source = aws.costSource({
    account: 'main',
    projectTag: 'project',
    metric: 'AmortizedCost',
    leaveOut: [],
    ...settings,
  })
  const aborter = new AbortController()
  let counted = 0
  const mayCall = () => Promise.resolve(counted < budget && ++counted > 0)
  return {
    source,
    clock,
    notes,
    counted: () => counted,
    abort: () => aborter.abort(new Error('the bot stops')),
    read: (days = 1) =>
      source.read({ from: FROM, to: FROM + days * DAY_MS }, { mayCall, signal: aborter.signal }),
    [Symbol.dispose]: aws.close,
  }
}

interface CostMore {
  budget?: number
  account?: Partial<AwsAccount>
  settings?: Partial<CostExplorerSettings>
}

export function setsIn(answer: CostAnswer): CostSet[] {
  if (answer.state === 'failed') throw new Error(`it failed: ${answer.failure.message}`)
  return answer.sets
}

export function failureIn(answer: CostAnswer): CostFailure {
  if (answer.state === 'read') throw new Error('it did not fail')
  return answer.failure
}
