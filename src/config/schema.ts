import { z } from 'zod'
import { alertsSection } from './alerts-section.ts'
import { awsSection } from './aws-section.ts'
import { buildsSection } from './builds-section.ts'
import { projectsSection, teamsSection } from './catalogue-section.ts'
import { clustersSection } from './clusters-section.ts'
import { costSection } from './cost-section.ts'
import { deploysSection } from './deploys-section.ts'
import { field } from './field.ts'
import { nonEmptyText, timeZone } from './kinds.ts'
import { registriesSection } from './registries-section.ts'
import { resourcesSection } from './resources-section.ts'
import { slackSection } from './slack-section.ts'

const httpSection = z.strictObject({
  host: field(nonEmptyText().default('127.0.0.1'), 'Address to listen on; 0.0.0.0 inside a container.'),
  port: field(
    z.int().min(0).max(65_535).default(8080),
    'Port of webhooks, health and metrics; 0 takes a free one.',
  ),
})

const digestSection = z.strictObject({
  enabled: field(z.boolean().default(true), 'Whether the hourly digest is posted.'),
  quietWhenEmpty: field(z.boolean().default(true), 'No digest when there is nothing to tell.'),
})

/** Everything but secrets. The example file, the reference page and the JSON Schema are generated from it. */
export const configSchema = z.strictObject({
  timeZone: field(timeZone().default('UTC'), 'Time zone of the digest and of times shown without a reader.', {
    remedy: 'use a name such as Asia/Seoul or Europe/Berlin',
    example: 'Asia/Seoul',
  }),
  dataDir: field(
    nonEmptyText().default('.coxswain/data'),
    'Directory of the database; one process at a time.',
  ),
  historyDays: field(
    z.number().min(2).max(3_650).default(90),
    'Threads that are closed and over, what was posted about them and who did what are deleted from the database after this time. Slack keeps its messages.',
  ),
  http: field(httpSection.prefault({}), "The bot's own HTTP server."),
  logLevel: field(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'Least level that is logged.',
  ),
  slack: field(slackSection, 'The Slack workspace.', {
    remedy: 'at least slack.fallbackChannel is needed',
  }),
  alerts: field(alertsSection.prefault({}), 'Alerts: who sends them and how they become threads.'),
  clusters: clustersSection,
  registries: registriesSection,
  builds: field(buildsSection.prefault({}), 'Who may tell the bot of new versions.'),
  deploys: field(deploysSection.prefault({}), 'Deploys: where to, who may, who approves.'),
  aws: field(awsSection.prefault({}), 'The AWS accounts.'),
  resources: field(
    resourcesSection.prefault({}),
    'Resources that people create by themselves: what, where, who.',
  ),
  cost: field(
    costSection.prefault({}),
    'What projects and teams cost: where figures come from, what is told.',
  ),
  digest: field(digestSection.prefault({}), 'The hourly report of alerts.'),
  teams: teamsSection,
  projects: projectsSection,
})

export type Config = z.output<typeof configSchema>
