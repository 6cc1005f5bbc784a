import type { DeployPolicy } from '../../src/domain/deploys/deploy-policy.ts'

/** A bot that nobody deploys with. */
export const NO_DEPLOYS: DeployPolicy = { environments: [], overrides: {}, exceptions: [], onCallGroup: null }
