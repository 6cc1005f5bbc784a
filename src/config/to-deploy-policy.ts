import { DateTime } from 'luxon'
import type {
  DeployPolicy,
  EnvironmentOverride,
  EnvironmentPolicy,
  PolicyException,
  PromotionRule,
} from '../domain/deploys/deploy-policy.ts'
import type { Config } from './schema.ts'
import { toApprovalRule, toWho } from './to-approval-rule.ts'
import { toFreezeWindow } from './to-freeze-window.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400 * SECOND_MS

type Deploys = Config['deploys']
type Environment = Deploys['environments'][number]
type Parts = Deploys['projects'][number]['environments'][string]

export function toDeployPolicy({ deploys, timeZone }: Config): DeployPolicy {
  return {
    environments: deploys.environments.map((environment) => toEnvironment(environment, timeZone)),
    overrides: Object.fromEntries(
      deploys.projects.map(({ project, environments }) => {
        const named = Object.entries(environments)
        return [project, Object.fromEntries(named.map(([name, parts]) => [name, toParts(parts, timeZone)]))]
      }),
    ),
    exceptions: deploys.exceptions.map((exception) => toException(exception, timeZone)),
    onCallGroup: deploys.onCallGroup ?? null,
  }
}

function toEnvironment({ name, ...own }: Environment, timeZone: string): EnvironmentPolicy {
  return {
    name,
    deployers: own.deployers.map(toWho),
    waves: own.waves,
    approval: own.approval ? toApprovalRule(own.approval) : null,
    promotion: own.promotion ? toPromotion(own.promotion) : null,
    freezes: own.freezes.map((freeze) => toFreezeWindow(freeze, timeZone)),
    stabilityMs: own.stabilitySeconds * SECOND_MS,
    autoRollback: own.autoRollback,
    lockAfterRollback: own.lockAfterRollback,
  }
}

/** Only what is given: a key that is there, even with undefined, would hide the environment's own. */
function toParts(parts: Parts, timeZone: string): EnvironmentOverride {
  const { deployers, waves, approval, promotion, freezes, stabilitySeconds } = parts
  const { autoRollback, lockAfterRollback } = parts
  return {
    ...(deployers && { deployers: deployers.map(toWho) }),
    ...(waves && { waves }),
    ...(approval && { approval: toApprovalRule(approval) }),
    ...(promotion && { promotion: toPromotion(promotion) }),
    ...(freezes && { freezes: freezes.map((freeze) => toFreezeWindow(freeze, timeZone)) }),
    ...(stabilitySeconds !== undefined && { stabilityMs: stabilitySeconds * SECOND_MS }),
    ...(autoRollback !== undefined && { autoRollback }),
    ...(lockAfterRollback !== undefined && { lockAfterRollback }),
  }
}

function toPromotion({ from, same, withinDays }: NonNullable<Environment['promotion']>): PromotionRule {
  return { from, same, withinMs: withinDays * DAY_MS }
}

function toException(
  { expires, ...exception }: Deploys['exceptions'][number],
  timeZone: string,
): PolicyException {
  return { ...exception, expiresAt: expires === undefined ? null : endOf(expires, timeZone) }
}

/** A day lasts until the next one begins where the company is; a moment is itself. */
function endOf(expires: string, zone: string): number {
  const moment = DateTime.fromISO(expires, { zone })
  return (expires.includes('T') ? moment : moment.plus({ days: 1 }).startOf('day')).toMillis()
}
