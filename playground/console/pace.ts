import { PLAYGROUND_SETTINGS, type AwsSettings } from '../aws/settings.ts'

/** How long everything takes, as a multiple of what the playground takes as a rule. */
export const PACES = {
  quick: { words: 'Quick', factor: 0.1 },
  usual: { words: 'Usual', factor: 1 },
  real: { words: 'As slow as AWS', factor: 30 },
} as const
export type Pace = keyof typeof PACES

/** null: somebody chose durations of their own. */
export function paceOf(settings: AwsSettings): Pace | null {
  const { createMs } = settings
  const known = Object.keys(PACES) as Pace[]
  return known.find((pace) => createMs === settingsOf(pace).createMs) ?? null
}

export function isPace(value: unknown): value is Pace {
  return typeof value === 'string' && Object.hasOwn(PACES, value)
}

/** What is under way keeps its times. */
export function setPace(settings: AwsSettings, pace: Pace): void {
  Object.assign(settings, settingsOf(pace))
}

function settingsOf(pace: Pace): AwsSettings {
  const entries = Object.entries(PLAYGROUND_SETTINGS).map(([name, ms]) => [
    name,
    Math.round(Number(ms) * PACES[pace].factor),
  ])
  return Object.fromEntries(entries) as AwsSettings
}
