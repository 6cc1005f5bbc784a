import type { AwsSimulator } from '../aws/simulator.ts'
import type { JsonMap } from '../kubernetes/json.ts'
import { UserError } from '../slack/people/user-error.ts'
import { createUserRoutes, type UserRoutes } from '../user-routes.ts'
import { SOURCE_FAULTS } from './cost-book.ts'
import { BILL_FAULTS, costOverview, namespacesIn, type BillFault } from './cost-overview.ts'
import {
  beginSpike,
  endSpike,
  isSourceFault,
  restartOpenCost,
  restateDay,
  setSourceFault,
  SPIKE_FACTOR,
  yesterdayOf,
} from './make-trouble.ts'
import type { CostSimulator } from './simulator.ts'

const BILL = 'cost-explorer'
const MOST_FACTOR = 100

/** Answers `/playground/cost…`; false when the path is another. */
export function createCostRoutes(costs: CostSimulator, aws: AwsSimulator): UserRoutes {
  const shown = () => ({ ok: true, ...costOverview(costs, aws) })
  return createUserRoutes([
    ['GET', '/cost', () => costOverview(costs, aws)],
    [
      'POST',
      '/cost/spike/*',
      ({ parts: [namespace = ''], body }) => {
        changeSpike(costs, namespace, body)
        return shown()
      },
    ],
    [
      'POST',
      '/cost/source/*',
      ({ parts: [source = ''], body }) => {
        if (source === BILL) setBillFault(aws, body)
        else changeSource(costs, source, body)
        return shown()
      },
    ],
    [
      'POST',
      '/cost/restate/*',
      ({ parts: [percent = ''], body }) => {
        restate(costs, percent, body)
        return shown()
      },
    ],
    [
      'POST',
      '/cost/restart/*',
      ({ parts: [cluster = ''] }) => {
        costs.look()
        restartOpenCost(costs.book, clusterNamed(costs, cluster), costs.now())
        return shown()
      },
    ],
    [
      'POST',
      '/cost/tag/*',
      ({ parts: [state = ''] }) => {
        if (state === 'inactive') aws.faults.set('cost-tag-inactive')
        else if (state === 'active') aws.faults.clear('cost-tag-inactive')
        else throw new UserError(400, 'invalid_state', 'the tag is active or inactive')
        return shown()
      },
    ],
  ])
}

function changeSpike(
  costs: CostSimulator,
  namespace: string,
  { on = true, factor = SPIKE_FACTOR }: JsonMap,
): void {
  if (!namespacesIn(costs).has(namespace))
    throw new UserError(404, 'namespace_not_found', `no cluster has a namespace ${namespace}`)
  if (typeof on !== 'boolean') throw new UserError(400, 'invalid_spike', 'on is true or false')
  if (typeof factor !== 'number' || !(factor > 0 && factor <= MOST_FACTOR))
    throw new UserError(400, 'invalid_spike', `factor is a number up to ${MOST_FACTOR}`)
  if (on) beginSpike(costs.book, namespace, { now: costs.now(), factor })
  else endSpike(costs.book, namespace, costs.now())
}

function changeSource(costs: CostSimulator, source: string, { fault = null }: JsonMap): void {
  const cluster = clusterNamed(costs, source)
  if (fault !== null && !isSourceFault(fault))
    throw new UserError(400, 'invalid_fault', `fault is null or one of ${SOURCE_FAULTS.join(', ')}`)
  setSourceFault(costs.book, cluster, fault)
}

function setBillFault(aws: AwsSimulator, { fault = null }: JsonMap): void {
  const known = Object.keys(BILL_FAULTS)
  if (fault !== null && (typeof fault !== 'string' || !known.includes(fault)))
    throw new UserError(400, 'invalid_fault', `fault is null or one of ${known.join(', ')}`)
  for (const name of Object.values(BILL_FAULTS)) aws.faults.clear(name)
  if (fault !== null) aws.faults.set(BILL_FAULTS[fault as BillFault])
}

function restate(costs: CostSimulator, text: string, { day = yesterdayOf(costs.now()) }: JsonMap): void {
  if (!/^-?\d{1,2}$/.test(text))
    throw new UserError(400, 'invalid_percent', 'percent is a whole number from -99 to 99')
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new UserError(400, 'invalid_day', 'day is a day of UTC such as 2026-11-20')
  restateDay(costs.book, day, Number(text))
}

function clusterNamed({ clusters }: CostSimulator, name: string): string {
  if (clusters.includes(name)) return name
  throw new UserError(404, 'cluster_not_found', `${name} is no cluster of this playground that is simulated`)
}
