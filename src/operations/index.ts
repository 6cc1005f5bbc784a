import type { Catalogue } from '../domain/catalogue.ts'
import type { AlertPolicy, AlertSource, DigestPolicy } from '../domain/policy.ts'
import { createAcceptInteraction } from './accept-interaction.ts'
import { createAcknowledgeAlert } from './acknowledge-alert.ts'
import type { OperationDeps } from './define-operation.ts'
import { ingestAlerts } from './ingest-alerts.ts'
import { createPostDigests } from './post-digests.ts'
import { receiveAlerts } from './receive-alerts.ts'
import { createUnacknowledgeAlert } from './unacknowledge-alert.ts'

export interface OperationsDeps extends OperationDeps {
  policy: AlertPolicy
  catalogue: Catalogue
  sources: AlertSource[]
  digest: DigestPolicy
}

/** The registry of what the bot can do: one line a verb. */
export function createOperations(deps: OperationsDeps) {
  return {
    acceptInteraction: createAcceptInteraction(deps),
    acknowledgeAlert: createAcknowledgeAlert(deps),
    ingestAlerts: ingestAlerts(deps),
    postDigests: createPostDigests(deps),
    receiveAlerts: receiveAlerts(deps),
    unacknowledgeAlert: createUnacknowledgeAlert(deps),
  }
}

export type Operations = ReturnType<typeof createOperations>
