import type { DeployState } from '../../src/domain/deploys/deploy.ts'
import { planIsShown } from './deploy-people.ts'
import { pause, type DeployStage } from './deploy-stage.ts'
import { phasesOf, type DeployTruth } from './deploy-truth.ts'
import { ASKER, CHANNEL, digestOf, PROJECT, SERVICE } from './deploy-workspace.ts'

/** The deploy that a kill is about. */
export interface About {
  version: string
  kind: 'deploy' | 'rollback'
}

/** A moment at which the bot is killed. */
export interface KillPoint {
  name: string
  /** Whether its turn has come; until then it is not armed. Default: at once. */
  isNear?(seen: Seen): boolean
  arm(stage: DeployStage, about: About): Armed
}

export interface Armed {
  /** Resolves when the bot is dead. */
  struck: Promise<unknown>
  /** Ends the waiting. */
  disarm(): void
  /** Somebody is about to act, and the moment may be over then: resolves when it has been looked for. */
  look?(): Promise<void>
}

/** What can be seen of the deploy from outside. */
export interface Seen {
  stage: DeployStage
  truth: DeployTruth
  deploy: DeployTruth['deploys'][number] | undefined
}

export function see(stage: DeployStage, { version, kind }: About): Seen {
  const truth = stage.truth()
  const isMeant = (record: DeployTruth['deploys'][number]) =>
    kind === 'rollback' ? record.kind === kind : record.release.digest === digestOf(version)
  const newest = truth.deploys.at(-1)
  return { stage, truth, deploy: newest && isMeant(newest) ? newest : undefined }
}

type Moment = 'before' | 'stored' | 'answered'
const LOOK_MS = 200

interface SlackMoment {
  method: string
  when: Moment
  /** Only posts in a thread, or only others. */
  reply?: boolean
  isNear?: KillPoint['isNear']
}

/** Around a call to Slack. */
function atSlack(name: string, { method, when, reply, isNear }: SlackMoment): KillPoint {
  return {
    name,
    ...(isNear && { isNear }),
    arm({ slack, killSwitch }) {
      killSwitch.arm()
      const where = {
        ...(method !== 'views.update' && { channel: CHANNEL }),
        ...(reply !== undefined && { reply }),
      }
      slack.faults.add({ method, ...where, kind: 'call', when, url: killSwitch.url })
      let isOver = false
      const struck = async () => {
        while (!isOver && !(await killSwitch.struck(LOOK_MS)));
        return isOver ? new Promise<never>(() => {}) : undefined
      }
      return {
        struck: struck(),
        disarm() {
          isOver = true
          slack.faults.clear()
        },
      }
    },
  }
}

interface ClusterMoment {
  method: 'GET' | 'PATCH'
  when: 'before' | 'after'
  /** What happens to what the bot asked for: it is done as usual, never, or when the next bot is there already. */
  fate?: 'done' | 'cut' | 'done-late'
  isNear?: KillPoint['isNear']
}

const LATE_MS = 60

/** Around a call to a cluster. */
function atCluster(name: string, { method, when, fate = 'done', isNear }: ClusterMoment): KillPoint {
  return {
    name,
    ...(isNear && { isNear }),
    arm({ clusters, bot }) {
      const struck = Promise.withResolvers<void>()
      const disarm = () => {
        for (const { faults } of Object.values(clusters)) faults.onRequest = null
      }
      const strike = async () => {
        disarm()
        await bot.kill()
        struck.resolve()
        if (fate !== 'done-late') return
        await up(bot, () => false)
        await pause(LATE_MS)
      }
      for (const { faults } of Object.values(clusters)) {
        faults.onRequest = async (request, moment) => {
          if (request.method !== method || moment !== when || !request.path.includes('/deployments')) return
          await strike()
          return fate === 'cut' ? 'cut' : undefined
        }
      }
      return { struck: struck.promise, disarm }
    },
  }
}

/** As soon as it looks so from outside, while the bot runs. */
function whenSeen(name: string, isSo: (seen: Seen) => boolean): KillPoint {
  return {
    name,
    arm(stage, about) {
      const { bot } = stage
      const struck = Promise.withResolvers<void>()
      let isOver = false
      const strike = async () => {
        isOver = true
        await bot.kill()
        struck.resolve()
      }
      const isSeen = () => bot.url() !== null && isSo(see(stage, about))
      const watch = async () => {
        for (; !isOver; await pause(5)) if (isSeen()) await strike()
      }
      void watch()
      return {
        struck: struck.promise,
        disarm: () => void (isOver = true),
        async look() {
          await up(bot, () => isOver)
          if (!isOver && isSeen()) await strike()
        },
      }
    },
  }
}

export function atRandom(ms: number): KillPoint {
  return {
    name: 'at a random moment',
    arm({ bot }) {
      const struck = Promise.withResolvers<void>()
      let isOver = false
      const strike = async () => {
        await up(bot, () => isOver)
        await pause(ms)
        if (isOver) return
        await bot.kill()
        struck.resolve()
      }
      void strike()
      return { struck: struck.promise, disarm: () => void (isOver = true) }
    },
  }
}

async function up(bot: DeployStage['bot'], isInVain: () => boolean): Promise<void> {
  while (bot.url() === null && !isInVain()) await pause(5)
}

function inState(name: string, state: DeployState, wave = 0): KillPoint {
  return whenSeen(name, ({ deploy }) => {
    const before = deploy?.waves[wave - 1]?.rollouts ?? []
    return deploy?.state === state && before.every((rollout) => rollout.state === 'succeeded')
  })
}

const stabilizing = whenSeen(
  'stabilizing',
  ({ truth, deploy }) => deploy?.state === 'running' && phasesOf(truth, deploy.id).includes('stabilizing'),
)

/** As the clusters see it: some pods are new ones, not all. */
function isRolling({ stage, deploy }: Seen): boolean {
  if (deploy?.state !== 'running') return false
  return Object.values(stage.clusters).some(({ state }) => {
    const { spec, status } = state.deployment(PROJECT, SERVICE) ?? {}
    const isNew = spec?.template.spec.containers[0]?.image.endsWith(deploy.release.digest)
    const { updatedReplicas = 0, unavailableReplicas = 0 } = status ?? {}
    return isNew && (updatedReplicas < (spec?.replicas ?? 0) || unavailableReplicas > 0)
  })
}

function isInLine({ truth, deploy }: Seen): boolean {
  const own = deploy?.waves.flatMap(({ rollouts }) => rollouts.map(({ id }) => id)) ?? []
  return truth.locks.some(({ queue }) => queue.some(({ id }) => own.includes(id)))
}

const isWaiting = ({ deploy }: Seen) => deploy?.state === 'waiting-for-approval'
const isKnown = ({ deploy }: Seen) => deploy !== undefined
const hasCard = ({ truth, deploy }: Seen) =>
  truth.cards.some(({ id, ts }) => id === `deploy:${deploy?.id}` && ts !== null)
/** The next reply tells its end: what was to be told before is posted, known or not. */
const isToldOf = ({ truth, deploy }: Seen) =>
  deploy?.state === 'running' &&
  truth.notices.every(({ state }) => state === 'shown' || state === 'ambiguous')

const post = (when: Moment) =>
  atSlack(`card posted, ${when}`, { method: 'chat.postMessage', when, reply: false })
const edit = (when: Moment) =>
  atSlack(`card edited, ${when}`, { method: 'chat.update', when, isNear: hasCard })
const notice = (when: Moment) =>
  atSlack(`notice posted, ${when}`, { method: 'chat.postMessage', when, reply: true, isNear: isKnown })

/** Every state of a deploy and every write of its card, in the order in which a deploy goes through them. */
export const POINTS = {
  modal: atSlack('plan put into the modal', { method: 'views.update', when: 'stored' }),
  draft: whenSeen('draft shown', ({ stage }) => planIsShown(stage, ASKER)),
  'card before': post('before'),
  'card stored': post('stored'),
  'card answered': post('answered'),
  requested: whenSeen('requested', isKnown),
  'notice before': notice('before'),
  'notice stored': notice('stored'),
  'notice answered': notice('answered'),
  waiting: inState('waiting for approval', 'waiting-for-approval'),
  approved: atCluster('approved, not started', { method: 'GET', when: 'before', isNear: isWaiting }),
  queued: whenSeen('in line behind another', isInLine),
  'write never': atCluster('before the write, it is lost', { method: 'PATCH', when: 'before', fate: 'cut' }),
  'write late': atCluster('before the write, it comes late', {
    method: 'PATCH',
    when: 'before',
    fate: 'done-late',
  }),
  'write unheard': atCluster('written, answer not heard', { method: 'PATCH', when: 'after' }),
  'edit before': edit('before'),
  'edit stored': edit('stored'),
  'edit answered': edit('answered'),
  rolling: whenSeen('rolling', isRolling),
  stabilizing,
  'between waves': inState('wave 1 done, wave 2 waiting', 'waiting-for-approval', 1),
  failed: atSlack('failed, not told', {
    method: 'chat.postMessage',
    when: 'before',
    reply: true,
    isNear: isToldOf,
  }),
} as const satisfies Record<string, KillPoint>

/** The same of the rollback that comes after a failure. */
export const ROLLBACK_POINTS = {
  'rollback requested': whenSeen('rollback requested', ({ deploy }) => deploy?.kind === 'rollback'),
  'rollback unheard': atCluster('rollback written, answer not heard', { method: 'PATCH', when: 'after' }),
  'rollback rolling': whenSeen('rollback rolling', isRolling),
} as const satisfies Record<string, KillPoint>

export type PointName = keyof typeof POINTS | keyof typeof ROLLBACK_POINTS
