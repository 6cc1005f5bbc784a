import type { Team } from '../domain/catalogue.ts'
import { plain } from './mrkdwn.ts'

/** The owning team by name: the card mentions only those who act. */
export function teamName(team: Team | null): string {
  return team === null ? '⚠️ no team owns it' : `team ${plain(team.name, 60)}`
}
