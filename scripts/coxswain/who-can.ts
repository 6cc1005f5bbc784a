import { DateTime } from 'luxon'
import { userGroupId, userId, USER_GROUP_REMEDY, USER_REMEDY } from '../../src/config/kinds.ts'
import { toCatalogue } from '../../src/config/to-catalogue.ts'
import { toDeployPolicy } from '../../src/config/to-deploy-policy.ts'
import type { DeployPolicy } from '../../src/domain/deploys/deploy-policy.ts'
import { effectivePolicy, type EffectivePolicy } from '../../src/domain/deploys/effective-policy.ts'
import { readTypedVersion } from '../../src/domain/deploys/typed-version.ts'
import type { DeployAction } from '../../src/domain/deploys/who-can.ts'
import { asWritten } from '../../src/lib/as-written.ts'
import { EXIT, UsageError, type Answer, type Around } from './answer.ts'
import { findPlace, meant } from './find-place.ts'
import { judge, type Judgement, type OfflineFacts } from './judge.ts'
import { placeLines } from './place-words.ts'
import { configOf, readArguments } from './read-arguments.ts'
import { USAGE } from './usage.ts'
import { verdictLines } from './verdict-words.ts'

const ACTIONS = ['deploy', 'approve', 'roll-back', 'unlock', 'break-glass'] as const satisfies DeployAction[]

const OPTIONS = {
  as: { type: 'string' },
  groups: { type: 'string' },
  version: { type: 'string' },
  requester: { type: 'string' },
  author: { type: 'string' },
  at: { type: 'string' },
} as const

const CODES = { allowed: EXIT.yes, denied: EXIT.no, depends: EXIT.depends } satisfies Record<
  Judgement['verdict'],
  number
>

/** Whether a person may do something somewhere, from the configuration alone. */
export function answerWhoCan(args: string[], around: Around): Answer {
  const { values, positionals } = readArguments(args, OPTIONS)
  const [typedAction, typedPlace, typedEnvironment, ...more] = positionals
  if (!typedPlace || !typedEnvironment || more.length > 0) {
    throw new UsageError(`who-can needs an action, a place and an environment\n\n${USAGE}`)
  }
  const action = actionNamed(typedAction ?? '')
  const asked = person(values.as, '--as')
  const groups = values.groups === undefined ? null : groupList(values.groups)
  if (values.version !== undefined && readTypedVersion(values.version).kind === 'nothing') {
    throw new UsageError(`--version: "${values.version}" is no tag, commit, digest or image with a tag`)
  }
  const { config } = configOf(around, values.config, { withSecrets: false })
  const now = momentOf(values.at, config.timeZone) ?? around.now()
  const place = findPlace(toCatalogue(config), typedPlace)
  const policy = toDeployPolicy(config)
  const facts: OfflineFacts = {
    actor: { kind: 'person', userId: asked, membership: 'member', isAdmin: false },
    project: place.project,
    team: place.team,
    policy: policyAt(policy, { project: place.project.namespace, environment: typedEnvironment }, now),
    onCallGroup: policy.onCallGroup,
    reason: 'asked offline',
    ...(values.requester !== undefined && { requesterId: person(values.requester, '--requester') }),
    ...(values.author !== undefined && { authorId: person(values.author, '--author') }),
  }
  const judgement = judge(action, facts, groups)
  const { timeZone } = config
  const lines = [
    ...verdictLines(judgement, { action, userId: asked, place, facts }),
    '',
    ...placeLines({ action, place, facts, version: values.version ?? null, now, timeZone }),
  ]
  return { text: lines.join('\n'), exitCode: CODES[judgement.verdict] }
}

function actionNamed(typed: string): DeployAction {
  const action = ACTIONS.find((one) => one === typed)
  if (action) return action
  throw new UsageError(`no action "${typed}"${meant(typed, ACTIONS)}`)
}

function person(typed: string | undefined, option: string): string {
  if (typed !== undefined && userId().safeParse(typed).success) return typed
  const wrong = typed === undefined ? 'is missing' : `"${typed}" is not a Slack user id (U… or W…)`
  throw new UsageError(`${option} ${wrong}: ${USER_REMEDY}`)
}

function groupList(typed: string): string[] {
  const groups = typed
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean)
  const wrong = groups.find((group) => !userGroupId().safeParse(group).success)
  if (wrong === undefined) return groups
  throw new UsageError(`--groups "${wrong}" is not a Slack user group id (S…): ${USER_GROUP_REMEDY}`)
}

function momentOf(typed: string | undefined, zone: string): number | null {
  if (typed === undefined) return null
  const moment = DateTime.fromISO(typed, { zone })
  if (moment.isValid) return moment.toMillis()
  throw new UsageError(`--at "${typed}" is not a time: write it as 2026-12-24T18:00`)
}

function policyAt(
  policy: DeployPolicy,
  { project, environment }: { project: string; environment: string },
  now: number,
): EffectivePolicy {
  const names = policy.environments.map(({ name }) => name)
  const found = effectivePolicy(policy, { project, environment: asWritten(environment, names) }, now)
  if (found.ok) return found.value
  if (names.length > 0) throw new UsageError(`no environment "${environment}"${meant(environment, names)}`)
  throw new UsageError('no environments are configured: add them to deploys.environments')
}
