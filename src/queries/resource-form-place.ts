import { refused, type Refusal } from '../domain/actor.ts'
import { projectNamed, type Catalogue, type Team } from '../domain/catalogue.ts'
import { kindIn, KINDS } from '../domain/resources/kinds.ts'
import type { KindName, ResourceEnvironment, ResourcePolicy } from '../domain/resources/resource-policy.ts'
import { asWritten } from '../lib/as-written.ts'
import { nearest } from '../lib/nearest.ts'
import { projectNames } from './known-services.ts'

export interface FormPlaceDeps {
  catalogue: Catalogue
  resourcePolicy: ResourcePolicy
}

/** Where a new resource would be. */
export interface FormPlace {
  /** Where its kind can be had. */
  offering: ResourceEnvironment[]
  /** null: not chosen, or none of those. */
  environment: ResourceEnvironment | null
  /** null: not chosen, or not in the catalogue. */
  project: string | null
  team: Team | null
  problem: Refusal | null
}

/** Where there is only one environment it is chosen already. */
export function formPlace(
  { catalogue, resourcePolicy }: FormPlaceDeps,
  wanted: { kind: KindName; project: string | null; environment: string | null },
): FormPlace {
  const offering = resourcePolicy.environments.filter((one) => kindIn(one, wanted.kind) !== null)
  const only = wanted.environment === null && offering.length === 1 ? offering[0] : undefined
  const environment = only ?? offering.find(({ name }) => name === wanted.environment) ?? null
  const names = projectNames(catalogue)
  const name = wanted.project === null ? null : asWritten(wanted.project, names)
  const known = name === null ? null : projectNamed(catalogue, name)
  return {
    offering,
    environment,
    project: known && name,
    team: known?.team ?? null,
    problem: notOffered(wanted, environment) ?? (name !== null && !known ? unknown(name, names) : null),
  }
}

function notOffered(
  wanted: { kind: KindName; environment: string | null },
  environment: ResourceEnvironment | null,
): Refusal | null {
  if (environment || wanted.environment === null) return null
  const kind = KINDS[wanted.kind].title
  return refused('kind-not-offered', { kind, environment: wanted.environment }).refusal
}

function unknown(project: string, names: string[]): Refusal {
  return refused('project-unknown', { project, nearest: nearest(project, names).join(', ') }).refusal
}
