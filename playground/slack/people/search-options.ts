import limits from '../blockkit-limits.json' with { type: 'json' }
import { exactlyOne, isRecord, list, object, type Problem } from '../blockkit/checks.ts'
import { withTextDefaults } from '../blockkit/normalise.ts'
import { option, optionGroup } from '../blockkit/objects.ts'
import { optionsOf } from '../input-values.ts'
import { isExternal, rememberOffered, type Option } from '../offered-options.ts'
import type { Transport } from '../delivery.ts'
import { suggestionPayload } from '../payloads.ts'
import type { OpenView } from '../view-stacks.ts'
import type { Person } from '../workspace.ts'
import type { World } from '../world.ts'
import { findElement, requireInteractivity } from './clicks.ts'
import { UserError } from './user-error.ts'

/** Which picker, and what was typed into it. */
export interface OptionSearch {
  action_id: string
  block_id?: string | undefined
  typed?: string | undefined
}

export type OfferedOptions =
  | { ok: true; options: Option[] }
  | { ok: true; option_groups: { label: unknown; options: Option[] }[] }
  | { ok: false; error: string; message: string }

const { min_query_length: shortest, responseOptions } = limits.elements.external_select

/** Asks the app what a searchable picker offers. What it offers may be chosen afterwards. */
export async function searchOptions(
  world: World,
  transport: Transport,
  { person, view, search }: { person: Person; view: OpenView; search: OptionSearch },
): Promise<OfferedOptions> {
  requireInteractivity(world)
  const { typed = '' } = search
  const { block, element } = findElement(view.definition.blocks, search)
  const { action_id: actionId, min_query_length: least = shortest.default } = element
  if (!isExternal(element))
    throw new UserError(400, 'not_searchable', `${String(actionId)} has its own options`)
  if (typed.length < Number(least))
    throw new UserError(400, 'query_too_short', `type at least ${String(least)} characters`)
  const asked = { action_id: String(actionId), block_id: block.block_id, value: typed }
  const payload = suggestionPayload(world, { person, view, ...asked })
  const delivered = await transport.deliver({ type: 'interactive', payload, acceptsAnswer: true })
  if (delivered.outcome !== 'acknowledged')
    return { ok: false, error: delivered.outcome, message: 'the app did not say what there is' }
  const problem = problemOf(delivered.answer)
  if (problem) return { ok: false, error: 'invalid_options', message: problem }
  const answer = withTextDefaults(delivered.answer) as Record<string, unknown>
  rememberOffered(view.offered, { blockId: block.block_id, actionId }, optionsOf(answer))
  return { ok: true, ...answer } as OfferedOptions
}

const shape = object(
  {},
  {
    options: list(option(), { max: responseOptions }),
    option_groups: list(optionGroup(), { max: responseOptions }),
  },
)
const eitherWay = exactlyOne('options', 'option_groups')

/** The first finding, in Slack's words; undefined when the answer can be shown. */
function problemOf(answer: unknown): string | undefined {
  const problems: Problem[] = []
  const report = (pointer: string, message: string) => void problems.push({ pointer, message })
  shape(answer, '', report)
  eitherWay(answer, '', report)
  if (isRecord(answer) && optionsOf(answer).length > responseOptions)
    report('', `no more than ${responseOptions} items allowed`)
  const told = problems.find(({ message }) => message !== 'failed to match all allowed schemas')
  return told && `${told.message} [json-pointer:${told.pointer || '/'}]`
}
