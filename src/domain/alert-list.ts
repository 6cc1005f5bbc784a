import type { Place } from './alert.ts'
import type { CurrentAlert } from './current-alerts.ts'
import type { Team } from './catalogue.ts'

/** What fires in one place now, with the way to its thread. */
export interface FiringPlace extends Place {
  threadId: string
  channel: string
  team: Team | null
  /** Firing ones, worst first. */
  alerts: CurrentAlert[]
  /** Null while the card does not stand in Slack yet. */
  link: string | null
}

/** The alerts that somebody asked for. */
export interface AlertList {
  scope:
    | { kind: 'mine'; teams: Team[]; unsure: boolean }
    | { kind: 'all' }
    | { kind: 'project'; namespace: string; known: boolean; nearest: string[] }
  /** Of the page asked for. */
  places: FiringPlace[]
  /** Index of the first place of this page. */
  from: number
  /** Over all pages. */
  totalPlaces: number
  totalAlerts: number
}
