import { z } from 'zod'
import { withoutNumber } from '../../views/ids.ts'
import { createAcknowledgement } from './acknowledgement.ts'
import type { HandlingDeps } from './door-deps.ts'
import { errorText } from './error-text.ts'
import type { Ack } from './handle-command.ts'
import { NO_OPTIONS, toOptions, type Options } from './suggested-options.ts'
import { personAsking } from './person-asking.ts'
import { toViewState, viewPayload } from './view-payload.ts'

const ANSWER_WITHIN_MS = 2_500

// https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
const payload = z.object({
  user: z.object({ id: z.string() }),
  action_id: z.string().default(''),
  value: z.string().nullish(),
  view: viewPayload.nullish(),
})
type Payload = z.infer<typeof payload>

/** Fills a searchable picker; whatever goes wrong, the list is empty rather than late. */
export function createSuggestionHandler(deps: HandlingDeps): (body: unknown, ack: Ack) => Promise<void> {
  return async (body, ack) => {
    const parsed = payload.safeParse(body)
    const name = parsed.success ? withoutNumber(parsed.data.action_id) : 'unreadable'
    const acknowledgement = createAcknowledgement(deps, name, ack)
    if (!parsed.success) {
      await acknowledgement.give({ ...NO_OPTIONS })
      deps.logger.warn({ problem: parsed.error.issues[0]?.message }, 'reading a search: not as documented')
      return
    }
    const found = optionsFor(deps, name, parsed.data)
    const late = Promise.withResolvers<null>()
    const cancel = deps.clock.after(ANSWER_WITHIN_MS, () => late.resolve(null))
    const ready = await Promise.race([found, late.promise])
    cancel()
    if (ready === null) deps.logger.warn({ name, ms: ANSWER_WITHIN_MS }, 'filling a picker: too late')
    await acknowledgement.give({ ...(ready ?? NO_OPTIONS) })
    await found
  }
}

/** Never rejects. */
async function optionsFor(deps: HandlingDeps, name: string, body: Payload): Promise<Options> {
  try {
    const suggestion = deps.suggestions.find((candidate) => candidate.actionId === name)
    if (!suggestion) return NO_OPTIONS
    const actor = await personAsking(deps, body.user.id)
    const view = body.view ? toViewState(body.view) : null
    return toOptions(await suggestion.run({ actor, typed: (body.value ?? '').trim(), view }))
  } catch (error) {
    const fields = { name, userId: body.user.id, error: errorText(error) }
    deps.logger.error(fields, 'filling a picker: it broke')
    return NO_OPTIONS
  }
}
