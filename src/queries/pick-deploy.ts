import type { Actor } from '../domain/actor.ts'
import { ownerTeam, projectNamed, type Catalogue } from '../domain/catalogue.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { rightsFacts } from '../domain/deploys/known-groups.ts'
import { whoCan } from '../domain/deploys/who-can.ts'
import { mayAsk } from '../domain/members.ts'
import type { Directory } from '../domain/messages.ts'
import type { Store } from '../domain/store.ts'
import { knownServices, projectNames } from './known-services.ts'
import { filtered, MOST_CHOICES, type Choice } from './pick-deploy-choices.ts'
import { pickVersions } from './pick-deploy-versions.ts'
import { teamsOf } from './teams-of.ts'

export interface PickDeployDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  deployPolicy: DeployPolicy
  directory: Pick<Directory, 'groupMembers'>
  now(): number
}

/** At most a hundred in all, none of them twice. */
export interface ProjectChoices {
  mine: Choice[]
  recent: Choice[]
  others: Choice[]
}

export interface EnvironmentChoice {
  name: string
  regions: { region: string; wave: string }[]
  mayDeploy: boolean
}

export type PickDeploy = ReturnType<typeof createPickDeploy>

interface ServicesCall {
  actor: Actor
  project: string
  typed: string
}

const MOST_DEPLOYS = 50

/** What the pickers of a deploy offer. Who may not ask is offered nothing. */
export function createPickDeploy(deps: PickDeployDeps) {
  return {
    projects: async (call: { actor: Actor; typed: string }) => pickProjects(deps, call),
    async services({ actor, project, typed }: ServicesCall): Promise<Choice[]> {
      if (mayAsk(actor)) return []
      const known = await deps.store.read((reads) => knownServices(reads, deps.catalogue, project))
      const names = known.map(({ service }) => service).toSorted()
      const choices = filtered(names, typed).map((name) => ({ value: name, text: name, note: null }))
      return choices.slice(0, MOST_CHOICES)
    },
    versions: async ({ actor, ...wanted }: ServicesCall & { service: string }): Promise<Choice[]> =>
      mayAsk(actor) ? [] : pickVersions(deps, wanted),
    environments: async (call: { actor: Actor; project: string }) => pickEnvironments(deps, call),
  }
}

async function pickProjects(
  deps: PickDeployDeps,
  { actor, typed }: { actor: Actor; typed: string },
): Promise<ProjectChoices> {
  if (mayAsk(actor)) return { mine: [], recent: [], others: [] }
  const { catalogue } = deps
  const { teams } = await teamsOf(deps, actor)
  const lately = await deployedLately(deps, actor)
  const has = servicesTyped(catalogue, typed)
  const names = projectsTyped(catalogue, typed, has)
  const teamOf = (name: string) => ownerTeam(catalogue, name)
  const isMine = (name: string) => teams.some(({ id }) => id === teamOf(name)?.id)
  const used = lately.filter((name) => names.includes(name))
  const mine = [...new Set([...used, ...names])].filter(isMine)
  const recent = used.filter((name) => !isMine(name))
  const others = names.filter((name) => !isMine(name) && !recent.includes(name))
  const noteOf = (name: string) => {
    const service = has.get(name)
    const parts = [teamOf(name)?.name, service === undefined ? undefined : `has ${service}`]
    return parts.filter((part) => part !== undefined).join(' · ') || null
  }
  const choice = (name: string) => ({ value: name, text: name, note: noteOf(name) })
  const shown = new Set([...mine, ...recent, ...others].slice(0, MOST_CHOICES))
  const choices = (group: string[]) => group.filter((name) => shown.has(name)).map(choice)
  return { mine: choices(mine), recent: choices(recent), others: choices(others) }
}

/** By project, the service of the catalogue that was typed rather than the project. */
function servicesTyped(catalogue: Catalogue, typed: string): Map<string, string> {
  const wanted = typed.trim().toLowerCase()
  const found = projectNames(catalogue).flatMap((name): [string, string][] => {
    if (wanted === '' || name.toLowerCase().includes(wanted)) return []
    const services = projectNamed(catalogue, name)?.project.services ?? []
    const [service] = services.some((one) => one.toLowerCase().includes(wanted))
      ? filtered(services, wanted)
      : []
    return service === undefined ? [] : [[name, service]]
  })
  return new Map(found)
}

function projectsTyped(catalogue: Catalogue, typed: string, has: Map<string, string>): string[] {
  const all = projectNames(catalogue).toSorted()
  const wanted = typed.trim().toLowerCase()
  const isNamed = all.some((name) => name.toLowerCase().includes(wanted))
  // The nearest names are a guess, a service that is called so is none.
  const named = isNamed || has.size === 0 ? filtered(all, typed) : []
  return [...named, ...all.filter((name) => has.has(name))]
}

/** Projects, the last one first. */
async function deployedLately({ store }: Pick<PickDeployDeps, 'store'>, actor: Actor): Promise<string[]> {
  if (actor.kind !== 'person') return []
  const filter = { requesterId: actor.userId }
  const records = await store.read((reads) => reads.deploys.recent(filter, MOST_DEPLOYS))
  return [...new Set(records.map(({ project }) => project))]
}

async function pickEnvironments(
  deps: PickDeployDeps,
  { actor, project }: { actor: Actor; project: string },
): Promise<EnvironmentChoice[]> {
  if (mayAsk(actor) || !projectNamed(deps.catalogue, project)) return []
  const now = deps.now()
  const policies = deps.deployPolicy.environments.flatMap(({ name }) => {
    const policy = effectivePolicy(deps.deployPolicy, { project, environment: name }, now)
    return policy.ok ? [policy.value] : []
  })
  return Promise.all(
    policies.map(async (policy) => {
      const facts = await rightsFacts(deps, { actor, project, policy })
      const no = facts && whoCan('deploy', facts)
      const regions = policy.waves.flatMap((wave) =>
        wave.regions.map(({ region }) => ({ region, wave: wave.name })),
      )
      // Only a hint: when Slack cannot tell a group, the plan says so and asks to try again.
      return { name: policy.name, regions, mayDeploy: no === null || no.reason === 'membership-unknown' }
    }),
  )
}
