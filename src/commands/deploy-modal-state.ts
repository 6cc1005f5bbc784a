import { z } from 'zod'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import { ACTION } from '../views/ids.ts'
import type { ViewState } from './door.ts'

export interface Picked {
  project: string | null
  service: string | null
  environment: string | null
  version: { value: string; text: string } | null
  /** null: all. */
  regions: string[] | null
}

/** What the modal says of itself: what was chosen when it was drawn, and the plan that it shows. */
export interface ModalState {
  kind: DeployKind
  draftId: string | null
  picked: Picked
}

const metadata = z.object({
  v: z.literal(1),
  kind: z.enum(['deploy', 'rollback']),
  draftId: z.string().nullable(),
  picked: z.object({
    project: z.string().nullable(),
    service: z.string().nullable(),
    environment: z.string().nullable(),
    version: z.object({ value: z.string(), text: z.string() }).nullable(),
    regions: z.array(z.string()).nullable(),
  }),
})

export const NOTHING_PICKED: Picked = {
  project: null,
  service: null,
  environment: null,
  version: null,
  regions: null,
}

/** null for a modal of another version of the bot. */
export function readModalState(view: ViewState): ModalState | null {
  try {
    const parsed = metadata.safeParse(JSON.parse(view.privateMetadata))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** What is chosen in its inputs now: what depends on something else that changed is forgotten. */
export function pickedNow(view: ViewState, before: Picked): Picked {
  const project = chosenIn(view, ACTION.pickProject) ?? before.project
  const sameProject = project === before.project
  const service = sameProject ? (chosenIn(view, ACTION.pickService) ?? before.service) : null
  const environment = chosenIn(view, ACTION.pickEnvironment) ?? before.environment
  const sameService = sameProject && service === before.service
  const samePlace = sameService && environment === before.environment
  return {
    project,
    service,
    environment,
    version: sameService ? versionNow(view, before, samePlace) : null,
    regions: environment === before.environment ? regionsNow(view, before) : null,
  }
}

export function isSamePick(a: Picked, b: Picked): boolean {
  const key = ({ project, service, environment, version, regions }: Picked) =>
    JSON.stringify([project, service, environment, version?.value ?? null, regions?.toSorted() ?? null])
  return key(a) === key(b)
}

/** A previous version belongs to its environment; a build does not. */
function versionNow(view: ViewState, before: Picked, samePlace: boolean): Picked['version'] {
  const previous = chosenIn(view, ACTION.pickPrevious)
  if (previous !== null) return samePlace ? named(previous, before) : null
  const value = chosenIn(view, ACTION.pickVersion)
  return value === null ? before.version : named(value, before)
}

function named(value: string, before: Picked): Picked['version'] {
  if (before.version?.value === value) return before.version
  return { value, text: value.startsWith('sha256:') ? value.slice(7, 19) : value }
}

function regionsNow(view: ViewState, before: Picked): string[] | null {
  for (const actions of Object.values(view.values)) {
    const value = actions[ACTION.pickRegions]
    if (Array.isArray(value)) return value
  }
  return before.regions
}

/** The value that is chosen in a picker, wherever it stands; null: none. */
export function chosenIn(view: ViewState, actionId: string): string | null {
  for (const actions of Object.values(view.values)) {
    const value = actions[actionId]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}
