import {
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type GetCostAndUsageCommandOutput,
} from '@aws-sdk/client-cost-explorer'
import { utcDay } from '../../domain/cost/day.ts'
import type { Calls } from './calls.ts'
import { brokenAnswer } from './cost-explorer-failure.ts'
import type { CostExplorerSettings } from './cost-explorer-settings.ts'
import type { PaidCall } from './cost-explorer-paid-call.ts'

/** After the first page another try saves what was paid already. */
const TRIES_OF_LATER_PAGES = 2

/** Throws CloudError and GivenUp: a part of the pages is no answer. */
export async function readUsagePages(
  { calls, paid, signal }: { calls: Calls; paid: PaidCall; signal: AbortSignal },
  query: CostExplorerSettings & { from: number; to: number },
): Promise<GetCostAndUsageCommandOutput[]> {
  const request = requestOf(query)
  const pages: GetCostAndUsageCommandOutput[] = []
  const tokens = new Set<string>()
  for (let token: string | undefined; ;) {
    const NextPageToken = token
    const page = await paid(
      () =>
        calls.ce('GetCostAndUsage', (client) =>
          client.send(new GetCostAndUsageCommand({ ...request, NextPageToken }), { abortSignal: signal }),
        ),
      { tries: pages.length === 0 ? 1 : TRIES_OF_LATER_PAGES },
    )
    pages.push(page)
    token = page.NextPageToken
    if (token === undefined || token === '') return pages
    if (tokens.has(token)) throw brokenAnswer('its pages come again and again', page)
    tokens.add(token)
  }
}

/** The end is exclusive. Two groups are the most there can be. */
function requestOf(query: CostExplorerSettings & { from: number; to: number }): GetCostAndUsageCommandInput {
  const { projectTag, metric, leaveOut, from, to } = query
  return {
    TimePeriod: { Start: utcDay(from), End: utcDay(to) },
    Granularity: 'DAILY',
    Metrics: [metric],
    GroupBy: [
      { Type: 'TAG', Key: projectTag },
      { Type: 'DIMENSION', Key: 'SERVICE' },
    ],
    ...(leaveOut.length > 0 && {
      Filter: { Not: { Dimensions: { Key: 'SERVICE', Values: [...leaveOut] } } },
    }),
  }
}
