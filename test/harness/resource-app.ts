import { useAwsCredentials } from './aws-credentials.ts'
import type { AwsSettings } from '../../playground/aws/settings.ts'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { startTestApp, type TestApp, type TestAppOptions } from './app.ts'
import { createHurriedClock, type HurriedClock } from './hurried-clock.ts'
import { resourceConfig, type ResourceConfigOptions } from './resource-config.ts'
import { resourceWorkspace } from './resource-workspace.ts'

/** The bot with its simulated AWS account. */
export interface ResourceApp extends TestApp, Pick<HurriedClock, 'hurry'> {
  aws: AwsSimulator
  /** Ends the bot and starts it again on the same data, by another policy. */
  restartWith(options: ResourceConfigOptions): Promise<void>
}

export type ResourceAppOptions = Omit<TestAppOptions, 'config' | 'speed' | 'base' | 'clock'> &
  ResourceConfigOptions & { settings?: Partial<AwsSettings> }

/** A creation of about fifteen seconds of the bot's time. */
const QUICK: AwsSettings = {
  createMs: 4_000,
  memberLagMs: 1_000,
  modifyMs: 3_000,
  deleteMs: 2_000,
  snapshotMs: 2_000,
  userMs: 1_000,
  parametersMs: 1_000,
}

const SPEEDS = { usual: 5, hurried: 20 }

export async function startResourceApp(options: ResourceAppOptions = {}): Promise<ResourceApp> {
  const { settings } = options
  const clock = createHurriedClock(SPEEDS)
  const now = () => (bot ?? clock).now()
  let bot: TestApp | null = null
  const aws = await startAwsSimulator({ clock: { now }, settings: { ...QUICK, ...settings } })
  useAwsCredentials(aws.credentials)
  const started = await startTestApp({
    ...options,
    clock,
    slack: { workspace: resourceWorkspace(), ...options.slack },
    config: resourceConfig(aws.url, options),
  })
  bot = started
  const stop = async () => {
    await started.stop()
    await aws.stop()
  }
  // Getters of `started` must stay: a restart gives it another app.
  return Object.assign(Object.create(started) as TestApp, {
    aws,
    hurry: clock.hurry,
    stop,
    restartWith: (changed: ResourceConfigOptions) =>
      started.restart({ config: resourceConfig(aws.url, { ...options, ...changed }) }),
  })
}
