import { z } from 'zod'
import { brokenMessage, outdatedMessage } from '../../views/answers.ts'
import { ACTION, withoutNumber } from '../../views/ids.ts'
import type { Click } from '../door.ts'
import { createAcknowledgement } from './acknowledgement.ts'
import { arrivedOnce } from './arrived-once.ts'
import type { HandlingDeps } from './door-deps.ts'
import { errorText } from './error-text.ts'
import type { Ack } from './handle-command.ts'
import { toViewState, viewPayload } from './view-payload.ts'

/** Acknowledged when the decision is stored, at the latest after this time. */
const ACKNOWLEDGE_WITHIN_MS = 120

// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
const option = z.object({ value: z.string().default('') }).nullish()
const payload = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  response_url: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({
      message_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .partial()
    .nullish(),
  message: z.object({ ts: z.string() }).nullish(),
  view: viewPayload.nullish(),
  actions: z
    .array(
      z.object({ action_id: z.string().default(''), value: z.string().optional(), selected_option: option }),
    )
    .min(1),
})
type Payload = z.infer<typeof payload>

/** A click on a message or modal: acknowledged, run, answered to that person only. */
export function createClickHandler(deps: HandlingDeps): (body: unknown, ack: Ack) => Promise<void> {
  return async (body, ack) => {
    const parsed = payload.safeParse(body)
    const name = parsed.success ? nameOf(parsed.data) : 'unreadable'
    const acknowledgement = createAcknowledgement(deps, name, ack)
    if (!parsed.success) {
      await acknowledgement.give()
      deps.logger.warn({ problem: parsed.error.issues[0]?.message }, 'reading a click: not as documented')
      return
    }
    const work = run(deps, parsed.data)
    const late = Promise.withResolvers<void>()
    const cancel = deps.clock.after(ACKNOWLEDGE_WITHIN_MS, late.resolve)
    await Promise.race([work, late.promise])
    cancel()
    await acknowledgement.give()
    await work
  }
}

function nameOf(body: Payload): string {
  return withoutNumber(body.actions[0]?.action_id ?? '')
}

/** Never rejects. */
async function run(deps: HandlingDeps, body: Payload): Promise<void> {
  const correlationId = deps.newId()
  const name = nameOf(body)
  const tell = async (message: ReturnType<typeof outdatedMessage>) => {
    if (body.response_url) await deps.answers.ephemeral(body.response_url, message)
  }
  try {
    if (name === ACTION.link) return
    const interaction = deps.interactions.find((candidate) => candidate.actionId === name)
    const { trigger_id: triggerId, user } = body
    const id = triggerId === '' ? '' : `${triggerId}:${body.actions[0]?.action_id}`
    const opening = () => interaction?.opening?.(valueOf(body)) ?? null
    const asked = await arrivedOnce(deps, { id, name, userId: user.id, triggerId, opening })
    if (!asked) return
    if (interaction) await interaction.run({ ...asked, ...toClick(body) }, deps.answers)
    else await tell(outdatedMessage())
  } catch (error) {
    deps.logger.error(
      { name, userId: body.user.id, correlationId, error: errorText(error) },
      'running a click: it broke',
    )
    await tell(brokenMessage(correlationId)).catch(() => undefined)
  }
}

function valueOf({ actions: [action] }: Payload): string {
  return action?.value ?? action?.selected_option?.value ?? ''
}

function toClick(body: Payload): Omit<Click, 'actor' | 'opened'> {
  const { view } = body
  return {
    actionId: nameOf(body),
    value: valueOf(body),
    triggerId: body.trigger_id,
    responseUrl: body.response_url ?? null,
    channelId: body.channel?.id ?? body.container?.channel_id ?? null,
    isEphemeral: body.container?.is_ephemeral ?? false,
    messageTs: body.message?.ts ?? body.container?.message_ts ?? null,
    view: view ? toViewState(view) : null,
  }
}
