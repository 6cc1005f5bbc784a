import type { Catalogue } from '../domain/catalogue.ts'
import type { Config } from './schema.ts'

export function toCatalogue({ slack, teams, projects }: Config): Catalogue {
  return {
    teams: teams.map((team) => ({ ...team, userGroup: team.userGroup ?? null })),
    projects: projects.map(({ team, ...project }) => ({ ...project, teamId: team })),
    fallbackChannel: slack.fallbackChannel,
    companyChannel: slack.companyChannel ?? null,
    adminChannel: slack.adminChannel ?? slack.fallbackChannel,
    adminGroup: slack.adminGroup ?? null,
  }
}
