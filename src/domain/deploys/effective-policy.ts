import { allowed, refused, type Outcome } from '../actor.ts'
import type { DeployPolicy, EnvironmentPolicy, PolicyException, WaivableRule } from './deploy-policy.ts'
import { own } from '../own.ts'

export interface EffectivePolicy extends EnvironmentPolicy {
  /** The exceptions that changed it, to be shown with their reasons. */
  exceptions: PolicyException[]
}

/** What holds for a project in an environment now: company defaults, the project's own, its exceptions. */
export function effectivePolicy(
  policy: DeployPolicy,
  place: { project: string; environment: string },
  now: number,
): Outcome<EffectivePolicy> {
  const company = policy.environments.find(({ name }) => name === place.environment)
  if (!company) return refused('environment-unknown', { environment: place.environment })
  // Names come from people: `constructor` must not find what every object has.
  const ofProject = own(policy.overrides, place.project)
  const merged = { ...company, ...(ofProject && own(ofProject, place.environment)) }
  const exceptions = policy.exceptions.filter((one) => isFor(one, place) && isInForce(one, now))
  return allowed({ ...merged, ...waived(exceptions), exceptions })
}

export function isInForce(exception: PolicyException, now: number): boolean {
  return exception.expiresAt === null || now < exception.expiresAt
}

function isFor(exception: PolicyException, place: { project: string; environment: string }): boolean {
  return exception.project === place.project && exception.environment === place.environment
}

function waived(exceptions: PolicyException[]): Partial<EnvironmentPolicy> {
  const rules = new Set<WaivableRule>(exceptions.map(({ rule }) => rule))
  return {
    ...(rules.has('approval') && { approval: null }),
    ...(rules.has('promotion') && { promotion: null }),
    ...(rules.has('freeze') && { freezes: [] }),
  }
}
