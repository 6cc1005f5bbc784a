import type { Catalogue } from '../domain/catalogue.ts'
import type { Who } from '../domain/approval-rule.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { DeployPolicy, EnvironmentOverride } from '../domain/deploys/deploy-policy.ts'
import { atMost, finding, type Finding } from '../domain/doctor-report.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
import { NEEDED_SCOPES, type WorkspaceCheck } from '../domain/workspace-check.ts'

// What Slack answers to a token that it will never accept again.
const TOKEN_ERROR = /^(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|missing_scope)$/

interface Policies {
  deployPolicy: DeployPolicy
  resourcePolicy: ResourcePolicy
  costPolicy: Pick<CostPolicy, 'budgets'>
}

/** Is the token good, may it do what the bot does, do the configured channels and groups exist? */
export async function examineWorkspace(
  check: WorkspaceCheck,
  catalogue: Catalogue,
  policies: Policies,
): Promise<Finding[]> {
  const bot = await check.bot()
  if (!bot.ok) {
    const code = TOKEN_ERROR.test(bot.error) ? 'token-refused' : 'slack-unreachable'
    return [finding('problem', code, { error: bot.error })]
  }
  const [channels, groups] = await Promise.all([
    examineChannels(check, configuredChannels(catalogue, policies.costPolicy)),
    examineGroups(check, catalogue, policies),
  ])
  return [
    finding('ok', 'token-accepted', { team: bot.value.team }),
    scopes(bot.value.scopes),
    ...channels,
    ...groups,
  ]
}

function scopes(granted: string[] | null): Finding {
  if (granted === null) return finding('warning', 'scopes-unknown')
  const missing = Object.keys(NEEDED_SCOPES).filter((scope) => !granted.includes(scope))
  const without = missing.map((scope) => NEEDED_SCOPES[scope] ?? '')
  if (missing.length === 0) return finding('ok', 'scopes-complete', { count: granted.length })
  return finding('problem', 'scopes-missing', { scopes: missing.join(', '), without: without.join('; ') })
}

async function examineChannels(
  check: WorkspaceCheck,
  configured: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  const seen = await check.channels([...configured.keys()])
  if (!seen.ok) return [finding('warning', 'channels-unknown', { error: seen.error })]
  const wrong = [...configured].flatMap(([channel, use]) => {
    const found = seen.value.get(channel)
    if (!found) return [finding('problem', 'channel-missing', { channel, use })]
    if (found.archived) return [finding('problem', 'channel-archived', { channel, use })]
    return found.joined ? [] : [finding('warning', 'channel-not-joined', { channel, use })]
  })
  return wrong.length > 0 ? atMost(wrong) : [finding('ok', 'channels-usable', { count: configured.size })]
}

/** Channel id → the setting that names it. */
function configuredChannels(catalogue: Catalogue, { budgets }: Policies['costPolicy']): Map<string, string> {
  const all: [string, string][] = [
    [catalogue.adminChannel, 'slack.adminChannel'],
    ...(catalogue.companyChannel === null
      ? []
      : [[catalogue.companyChannel, 'slack.companyChannel'] as [string, string]]),
    ...(budgets.channel === null ? [] : [[budgets.channel, 'cost.budgets.channel'] as [string, string]]),
    [catalogue.fallbackChannel, 'slack.fallbackChannel'],
    ...catalogue.teams.map((team): [string, string] => [team.channel, `teams: ${team.id}`]),
  ]
  return new Map(all)
}

async function examineGroups(
  check: WorkspaceCheck,
  catalogue: Catalogue,
  policies: Policies,
): Promise<Finding[]> {
  const configured = new Map<string, string>([
    ...groupsOfResources(policies.resourcePolicy),
    ...groupsOfBudgets(policies.costPolicy),
    ...groupsOfPolicy(policies.deployPolicy),
    ...catalogue.teams.flatMap((team) =>
      team.userGroup === null ? [] : [[team.userGroup, `teams: ${team.id}`] as [string, string]],
    ),
  ])
  if (catalogue.adminGroup !== null) configured.set(catalogue.adminGroup, 'slack.adminGroup')
  const silent = catalogue.teams
    .filter((team) => team.userGroup === null && team.members.length === 0)
    .map((team) => finding('warning', 'team-without-people', { team: team.id }))
  if (configured.size === 0) return atMost(silent)
  const seen = await check.userGroups()
  if (!seen.ok) return [...atMost(silent), finding('warning', 'groups-unknown', { error: seen.error })]
  const missing = [...configured]
    .filter(([group]) => !seen.value.includes(group))
    .map(([group, use]) => finding('problem', 'group-missing', { group, use }))
  if (missing.length > 0) return [...atMost(silent), ...atMost(missing)]
  return [...atMost(silent), finding('ok', 'groups-found', { count: configured.size })]
}

/** Group id → the setting that names it. */
function groupsOfPolicy({ environments, overrides, onCallGroup }: DeployPolicy): [string, string][] {
  const named = (rules: EnvironmentOverride, use: string) =>
    groupsAmong([...(rules.deployers ?? []), ...(rules.approval?.from ?? [])], use)
  const ofProjects = Object.entries(overrides).flatMap(([project, places]) =>
    Object.values(places).flatMap((rules) => named(rules, `deploys.projects: ${project}`)),
  )
  const onCall: [string, string][] = onCallGroup === null ? [] : [[onCallGroup, 'deploys.onCallGroup']]
  const ofAll = environments.flatMap((rules) => named(rules, `deploys.environments: ${rules.name}`))
  return [...ofProjects, ...ofAll, ...onCall]
}

function groupsOfResources({ environments }: ResourcePolicy): [string, string][] {
  return environments.flatMap(({ name, creators, approval, deletion }) => {
    const anyOf = [...creators, ...(approval?.from ?? []), ...(deletion.approval?.from ?? [])]
    return groupsAmong(anyOf, `resources.environments: ${name}`)
  })
}

function groupsOfBudgets({ budgets }: Policies['costPolicy']): [string, string][] {
  const finance = budgets.financeGroups.map((group): [string, string] => [
    group,
    'cost.budgets.financeGroups',
  ])
  return [...groupsAmong(budgets.approval.from, 'cost.budgets.approval'), ...finance]
}

function groupsAmong(anyOf: readonly Who[], use: string): [string, string][] {
  return anyOf.flatMap((who) => (who.kind === 'group' ? [[who.group, use] as [string, string]] : []))
}
