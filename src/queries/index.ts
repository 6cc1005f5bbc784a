import type { Catalogue } from '../domain/catalogue.ts'
import type { Directory, Messages } from '../domain/messages.ts'
import type { AlertSource, DigestPolicy } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import type { WorkspaceCheck } from '../domain/workspace-check.ts'
import { createDigestDue } from './digest-due.ts'
import { createDoctor } from './doctor.ts'
import { createListAlerts } from './list-alerts.ts'
import { createThreadAlerts } from './thread-alerts.ts'
import { createThreadLink, threadLinks } from './thread-link.ts'
import { createWhoIs } from './who-is.ts'
import { createWhoOwns } from './who-owns.ts'
import { createWorkNumbers } from './work-numbers.ts'

export interface QueriesDeps {
  store: Store
  catalogue: Catalogue
  directory: Directory
  digest: DigestPolicy
  permalink: Messages['permalink']
  sources: AlertSource[]
  workspace: WorkspaceCheck
  /** Whether commands and clicks can arrive now. */
  slackDoorAlive(): boolean
  now(): number
}

/** The registry of what the bot can answer. */
export function createQueries(deps: QueriesDeps) {
  return {
    digestDue: createDigestDue(deps),
    doctor: createDoctor(deps),
    listAlerts: createListAlerts(deps),
    threadAlerts: createThreadAlerts(deps),
    threadLink: createThreadLink(deps),
    threadLinks: (threadIds: string[]) => threadLinks(deps, threadIds),
    whoIs: createWhoIs({ directory: deps.directory, adminGroup: deps.catalogue.adminGroup }),
    whoOwns: createWhoOwns(deps),
    workNumbers: createWorkNumbers(deps),
  }
}

export type Queries = ReturnType<typeof createQueries>
