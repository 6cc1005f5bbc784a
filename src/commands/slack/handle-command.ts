import { z } from 'zod'
import type { Message } from '../../domain/message.ts'
import { brokenMessage } from '../../views/answers.ts'
import { unknownCommandMessage } from '../../views/help.ts'
import { createAcknowledgement } from './acknowledgement.ts'
import { arrivedOnce } from './arrived-once.ts'
import type { HandlingDeps } from './door-deps.ts'
import { errorText } from './error-text.ts'

const ANSWER_WITHIN_MS = 2_000

// https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
const payload = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string().default(''),
  response_url: z.string().default(''),
  trigger_id: z.string().default(''),
})
type Payload = z.infer<typeof payload>

export type Ack = (body?: Record<string, unknown>) => Promise<void>

/** Answers in the acknowledgement when it is ready within 2 s, by the response_url otherwise. */
export function createCommandHandler(deps: HandlingDeps): (body: unknown, ack: Ack) => Promise<void> {
  return async (body, ack) => {
    const call = payload.parse(body)
    const acknowledgement = createAcknowledgement(deps, call.command, ack)
    const answer = answerOf(deps, call)
    const late = Promise.withResolvers<'late'>()
    const cancel = deps.clock.after(ANSWER_WITHIN_MS, () => late.resolve('late'))
    const ready = await Promise.race([answer, late.promise])
    cancel()
    if (ready !== 'late') {
      const taken = await acknowledgement.give(ready ? { response_type: 'ephemeral', ...ready } : undefined)
      if (taken) return
    } else {
      await acknowledgement.give()
    }
    const message = await answer
    if (message && call.response_url) await deps.answers.ephemeral(call.response_url, message)
  }
}

/** Null when there is nothing to say: a modal was opened, or a redelivery, which was answered before. Never rejects. */
async function answerOf(deps: HandlingDeps, call: Payload): Promise<Message | null> {
  const correlationId = deps.newId()
  const fields = { command: call.command, userId: call.user_id, correlationId }
  try {
    const command = deps.commands.find((candidate) => candidate.name === call.command)
    if (!command) return unknownCommandMessage(call.command)
    const { text, channel_id: channelId, trigger_id: triggerId, user_id: userId } = call
    const opening = () => command.opening?.(text) ?? null
    const arrived = { id: triggerId, name: call.command, userId, triggerId, opening }
    const asked = await arrivedOnce(deps, arrived)
    if (!asked) return null
    return await command.run({ ...asked, text, channelId, triggerId }, deps.answers)
  } catch (error) {
    deps.logger.error({ ...fields, error: errorText(error) }, 'running a command: it broke')
    return brokenMessage(correlationId)
  }
}
