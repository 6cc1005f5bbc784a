import { ACTION } from '../../src/views/ids.ts'
import { buttonsOf, wordsOf } from '../harness/read-message.ts'
import { pause, type DeployStage } from './deploy-stage.ts'
import { deployOf } from './deploy-truth.ts'
import { APPROVER, CHANNEL, digestOf } from './deploy-workspace.ts'

/** A person looks, waits, and does it again when nothing came of it; so long until it is given up. */
const PATIENCE_MS = 60_000
/** An act of the person took effect, or is tried again after this. */
const EFFECT_WITHIN_MS = 700
const LOOK_MS = 25

interface Insisting {
  isDone(): boolean
  act(): Promise<{ ok: boolean } | null>
}

/** Acts until it is done: the bot may be dead, just starting, or slow. */
async function insist(stage: DeployStage, what: string, { isDone, act }: Insisting): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    if (isDone()) return
    await stage.beforeAct()
    // A person who was told that it did not work tries again; so does one whose modal is gone.
    const acted = await act().catch(() => null)
    const until = Date.now() + (acted?.ok ? EFFECT_WITHIN_MS : LOOK_MS)
    while (Date.now() < until) {
      if (isDone()) return
      await pause(LOOK_MS)
    }
  }
  throw new Error(`in vain: ${what}`)
}

export async function waitUntil(what: string, look: () => boolean, withinMs = PATIENCE_MS): Promise<void> {
  for (const end = Date.now() + withinMs; !look(); await pause(LOOK_MS)) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
  }
}

/** Types the command until the plan of the version is shown. */
export function plan(stage: DeployStage, who: string, version: string): Promise<void> {
  const person = stage.slack.as(who)
  return insist(stage, `a plan of ${version}`, {
    isDone: () => planIsShown(stage, who),
    async act() {
      await closeAll(stage, who)
      return person.command({ channel: CHANNEL, text: `/deploy checkout ${version} prod` })
    },
  })
}

export function planIsShown({ slack }: DeployStage, who: string): boolean {
  return Boolean(slack.as(who).views().at(-1)?.submit)
}

/** Hands in the plan that is shown, or makes another one when the modal went with the bot. Answers the deploy's id. */
export async function request(stage: DeployStage, who: string, version: string): Promise<string> {
  const wanted = { digest: digestOf(version), kind: 'deploy' as const }
  const asked = () => deployOf(stage.truth(), wanted)
  await insist(stage, `${version} asked for`, {
    isDone: () => asked() !== undefined,
    act: () => handIn(stage, who, () => plan(stage, who, version)),
  })
  await closeAll(stage, who)
  return asked()?.id ?? ''
}

/** Rolls back by the button of the card. Answers the rollback's id. */
export async function rollBack(stage: DeployStage, who: string, failed: string): Promise<string> {
  const asked = () => stage.truth().deploys.find(({ undoes }) => undoes === failed)
  const openModal = () =>
    insist(stage, 'a plan to roll back', {
      isDone: () => planIsShown(stage, who),
      async act() {
        await closeAll(stage, who)
        return clickOn(stage, who, { deployId: failed, action: ACTION.rollBack })
      },
    })
  await insist(stage, 'a rollback asked for', {
    isDone: () => asked() !== undefined,
    act: () => handIn(stage, who, openModal),
  })
  await closeAll(stage, who)
  return asked()?.id ?? ''
}

async function handIn({ slack }: DeployStage, who: string, openModal: () => Promise<void>) {
  const person = slack.as(who)
  const view = person.views().at(-1)
  if (view?.submit) return person.submit(view.id, {})
  await openModal()
  return null
}

async function closeAll({ slack }: DeployStage, who: string): Promise<void> {
  const person = slack.as(who)
  for (const { id } of person.views().toReversed()) await person.close(id).catch(() => undefined)
}

/** Presses Approve on the deploy's card until the wave is approved. */
export function approve(stage: DeployStage, deployId: string, wave: number): Promise<void> {
  const isApproved = () => {
    const record = stage.truth().deploys.find(({ id }) => id === deployId)
    return record?.waves[wave]?.approval === 'approved'
  }
  return insist(stage, `wave ${wave + 1} approved`, {
    isDone: isApproved,
    act: () => clickOn(stage, APPROVER, { deployId, action: ACTION.approveDeploy }),
  })
}

export async function clickOn(
  stage: DeployStage,
  who: string,
  { deployId, action }: { deployId: string; action: string },
): Promise<{ ok: boolean } | null> {
  const message = cardOf(stage, deployId)
  const [button] = buttonsOf(message ?? {}, action)
  if (!message || !button) return null
  return stage.slack.as(who).click({ channel: CHANNEL, ts: String(message.ts), ...button })
}

/** The message that the bot's records call the card of a deploy. */
export function cardOf(stage: DeployStage, deployId: string): Record<string, unknown> | undefined {
  const card = stage.truth().cards.find(({ id }) => id === `deploy:${deployId}`)
  return stage.slack.messages(CHANNEL).find(({ ts }) => ts === card?.ts)
}

export function cardWords(stage: DeployStage, deployId: string): string {
  return wordsOf(cardOf(stage, deployId) ?? {})
}
