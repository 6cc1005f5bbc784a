/** What differs between workspaces, or between days: changed while it runs, by tests and `PATCH /playground/settings`. */
export interface Settings {
  /** Whether the workspace knows data_visualization blocks. */
  charts: boolean
  /** How long Slack works on a completed file, in ms of the workspace's clock; null: for ever. */
  fileReadyMs: number | null
  /** What completing a completed upload answers: Slack does not say. Nothing is shared again either way. */
  completedAgain: 'ok' | 'file_not_found'
}

export const defaultSettings: Settings = { charts: true, fileReadyMs: 1500, completedAgain: 'file_not_found' }

/** Throws a TypeError that says what is wrong; nothing is changed then. */
export function changeSettings(settings: Settings, change: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(change)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof Settings] : undefined
    if (!check?.(value)) throw new TypeError(`there is no setting ${name} of that value`)
  }
  Object.assign(settings, change)
}

const CHECKS: Record<keyof Settings, (value: unknown) => boolean> = {
  charts: (value) => typeof value === 'boolean',
  fileReadyMs: (value) => value === null || (typeof value === 'number' && value >= 0),
  completedAgain: (value) => value === 'ok' || value === 'file_not_found',
}
