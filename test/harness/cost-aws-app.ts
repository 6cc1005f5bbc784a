import { useAwsCredentials } from './aws-credentials.ts'
import { AWS_ACCOUNT_ID } from '../../playground/aws/places.ts'
import {
  startAwsSimulator,
  type AwsSimulator,
  type AwsSimulatorOptions,
} from '../../playground/aws/simulator.ts'
import { clockFrom, NOON, startCostApp, type CostApp, type CostAppOptions } from './cost-app.ts'
import { HOUR } from './cost-steps.ts'
import { until } from './until.ts'

/** The bot, two OpenCosts, and the Cost Explorer of a simulated account. */
export interface CostAwsApp extends CostApp {
  aws: AwsSimulator
}

interface CostAwsOptions extends CostAppOptions {
  /** Of the account, under `cost.aws`. */
  account?: Record<string, unknown>
  bill?: NonNullable<AwsSimulatorOptions['bill']>
  /** Before the bot asks for the first time. */
  before?(aws: AwsSimulator): void
}

const SPEED = 10

export async function startCostAwsApp(options: CostAwsOptions = {}): Promise<CostAwsApp> {
  const { account, bill, before, ...rest } = options
  const clock = clockFrom(rest.base ?? NOON, SPEED)
  let bot: CostApp | null = null
  const now = () => (bot ?? clock).now()
  const aws = await startAwsSimulator({ clock: { now }, ...(bill && { bill }) })
  before?.(aws)
  useAwsCredentials(aws.credentials)
  const started = await startCostApp({
    ...rest,
    speed: SPEED,
    clock,
    cost: { aws: [{ account: 'main', ...account }], ...rest.cost },
    config: { aws: { accounts: [{ name: 'main', id: AWS_ACCOUNT_ID, endpoint: aws.url }] }, ...rest.config },
  })
  bot = started
  const stop = async () => {
    await started.stop()
    await aws.stop()
  }
  return Object.assign(Object.create(started) as CostApp, { aws, stop })
}

/** The source has been asked after `since`, whatever it answered. */
export async function asked(bot: CostAwsApp, since: number): Promise<void> {
  const state = () =>
    bot.app.store.read(async (reads) => {
      const states = await reads.costs.sourceStates()
      return states.find(({ id }) => id.startsWith('cost-explorer:'))
    })
  const isNew = async () => {
    const known = await state()
    return known !== undefined && Math.max(known.readAt ?? 0, known.failure?.triedAt ?? 0) >= since
  }
  await until('Cost Explorer to be asked', isNew)
}

/** Paid calls of the day of UTC that begins then. */
export function paidCalls(bot: CostAwsApp, day: number): number {
  const isPaid = ({ service, at }: { service: string; at: number }) =>
    service === 'ce' && at >= day && at < day + 24 * HOUR
  return bot.aws.journal().filter(isPaid).length
}
