import type { KnownBlock } from '@slack/types'
import type { Refusal } from '../domain/actor.ts'
import type { Modal } from '../domain/message.ts'
import type { FormField } from '../domain/resources/resource-kind.ts'
import type { PlannedForm, ResourceForm } from '../domain/resources/resource-views.ts'
import { approvalBecause } from './approval-because.ts'
import { teamName } from './deploy-team.ts'
import { ACTION, CALLBACK, numbered } from './ids.ts'
import { columns, context, divider, modal, section } from './kit.ts'
import { lineInput, picker, searchSelect, select, type OptionSpec } from './kit-inputs.ts'
import { LIMITS } from './limits.ts'
import { duration, plain } from './mrkdwn.ts'
import { whoWords } from './plan-words.ts'
import { priceChangeWords, priceWords } from './price-words.ts'
import { refusalWords } from './refusals.ts'
import { formMetadata } from './resource-form-metadata.ts'
import { resourceName, resourcePlace, summaryWords, yesWords } from './resource-words.ts'
import { cut } from './text.ts'
import { valueText } from './wish-words.ts'

type Verb = ResourceForm['verb']

const TITLES: Record<Verb, string> = { create: 'Create a resource', modify: 'Modify a resource' }
const CALLBACKS: Record<Verb, string> = {
  create: CALLBACK.createResource,
  modify: CALLBACK.modifyResource,
}

/** While it is not known yet what there is to choose from. */
export function resourceFormLoading(verb: Verb): Modal {
  return wordsOnly(verb, '⏳ Reading policy and prices. The form appears here in a moment.')
}

/** Instead of the form. */
export function resourceFormRefused(verb: Verb, refusal: Refusal): Modal {
  return wordsOnly(verb, `🚫 ${refusalWords(refusal)}`)
}

function wordsOnly(verb: Verb, text: string): Modal {
  const blocks = [section(text)]
  return modal({ title: TITLES[verb], callbackId: CALLBACKS[verb], privateMetadata: '', blocks })
}

/**
 * What people choose, what policy decides, what it costs and who has to say yes. Fields stand in blocks that are called
 * as they are. Where something is typed Slack wants a button that hands in, also before all is chosen.
 * `told`: why it comes back to who handed it in.
 */
export function resourceFormModal(form: ResourceForm, told: Refusal | null = null): Modal {
  const submit = submitText(form)
  return modal({
    title: `${form.verb === 'create' ? 'Create' : 'Modify'} ${form.kindTitle}`,
    callbackId: CALLBACKS[form.verb],
    privateMetadata: formMetadata(form),
    ...(submit === null ? {} : { submit }),
    blocks: [
      ...placeBlocks(form),
      ...form.fields.flatMap((field, index) => [
        ...fieldBlocks(form, field, index),
        ...problemAt(form, field.key),
      ]),
      divider(),
      ...toldBlocks(form, told),
      ...planBlocks(form),
    ],
  })
}

function toldBlocks({ problem }: ResourceForm, told: Refusal | null): KnownBlock[] {
  return told === null || told.reason === problem?.reason ? [] : [section(`🚫 ${refusalWords(told)}`)]
}

function submitText({ verb, planned, problem, fields }: ResourceForm): string | null {
  if (planned !== null && problem === null) {
    if (planned.approval !== null) return 'Ask for approval'
    return verb === 'create' ? 'Create' : 'Modify'
  }
  return fields.some((field) => isTyped(verb, field)) ? 'Continue' : null
}

function placeBlocks(form: ResourceForm): KnownBlock[] {
  const { resource, project, environment, environments } = form
  if (resource !== null) {
    return [section(`${resourceName(resource)}\n${resourcePlace(resource)} · ${teamName(form.team)}`)]
  }
  const chosen = project === null ? null : { text: project, value: project }
  const team = project === null ? '' : `\n${teamName(form.team)}`
  const blocks: KnownBlock[] = [
    picker({
      blockId: 'project',
      text: `*Project*${team}`,
      element: searchSelect({
        actionId: ACTION.pickResourceProject,
        placeholder: 'Search: yours come first',
        chosen,
      }),
    }),
    ...problemAt(form, 'project'),
  ]
  const element = select({
    actionId: ACTION.pickResourceEnvironment,
    placeholder: 'Choose',
    chosen: environment,
    options: environments.map(({ name, account, region }) => ({
      text: name,
      value: name,
      more: `${region} · account ${account}`,
    })),
  })
  if (element) {
    const picked = picker({ blockId: 'environment', text: '*Environment*', element })
    blocks.push(picked, ...problemAt(form, 'environment'))
  } else
    blocks.push(
      context(
        '⚠️ It can be had in no environment yet. Ask the platform team to add one under `resources.environments`.',
      ),
    )
  return blocks
}

function isTyped(verb: Verb, { input, isModifiable }: FormField): boolean {
  return input === 'text' && (verb === 'create' || isModifiable)
}

function fieldBlocks({ verb, values }: ResourceForm, field: FormField, index: number): KnownBlock[] {
  const { key, label, hint, input, choices, maxLength, isModifiable } = field
  const value = values[key]
  const held = value === undefined || value === null ? null : valueText(value)
  if (verb === 'modify' && !isModifiable) {
    const chosen = choices.find((choice) => choice.value === held)
    const shown = chosen ? optionOf(chosen).text : (held ?? 'none')
    return [context(`${plain(label, 60)}: *${plain(shown, 120)}* (cannot be changed later)`)]
  }
  const actionId = numbered(ACTION.pickResourceField, index)
  if (input === 'text') {
    const max = maxLength ?? 200
    return [
      lineInput({ blockId: key, actionId, label, placeholder: label, hint, max, typed: held, tells: true }),
    ]
  }
  const options = choices.map(optionOf)
  const element = select({ actionId, placeholder: 'Choose', chosen: held, options })
  const words = `*${plain(label, 60)}*${hint === '' ? '' : `\n${plain(hint, 200)}`}`
  return element
    ? [picker({ blockId: key, text: words, element })]
    : [context(`${words}\nnothing to choose from`)]
}

function planBlocks(form: ResourceForm): KnownBlock[] {
  const { planned, problem } = form
  const blocks: KnownBlock[] = []
  if (problem !== null && fieldOf(form, problem) === null) blocks.push(problemBlock(problem))
  if (planned === null) {
    if (problem === null) blocks.push(context(missingWords(form)))
    return blocks
  }
  blocks.push(section(`${nameWords(form, planned)}\n💰 ${costWords(form, planned)}`))
  const approval = approvalWords(form, planned)
  if (problem === null) blocks.push(section(approval))
  if (planned.settings.length > 0) {
    blocks.push(context('*By policy*'))
    const fields = planned.settings.map(({ label, value }) => `*${plain(label, 60)}*\n${plain(value, 300)}`)
    blocks.push(...columns(fields))
  }
  return blocks
}

/** The field that it is about and that stands in the form; null: it is about none. */
function fieldOf({ verb, fields }: ResourceForm, { reason, details }: Refusal): string | null {
  if (verb === 'create' && Object.hasOwn(PLACE_OF, reason)) return PLACE_OF[reason] ?? null
  const key = details?.['field']
  return fields.find((field) => field.key === key)?.key ?? null
}

const PLACE_OF: Record<string, string> = { 'project-unknown': 'project', 'kind-not-offered': 'environment' }

function problemAt(form: ResourceForm, key: string): KnownBlock[] {
  const { problem } = form
  return problem !== null && fieldOf(form, problem) === key ? [problemBlock(problem)] : []
}

/** In one line, so that the node type is read before anything is chosen. */
function optionOf({ text, value, more }: FormField['choices'][number]): OptionSpec {
  if (more === undefined) return { text, value }
  return { text: `${cut(text, LIMITS.optionText - more.length - 3)} · ${more}`, value }
}

/** Before something else is chosen a modification is no mistake yet. */
function problemBlock(problem: Refusal): KnownBlock {
  const words = refusalWords(problem)
  return problem.reason === 'nothing-to-change' ? context(`👆 ${words}`) : section(`🚫 ${words}`)
}

function nameWords({ verb, resource, kind }: ResourceForm, { name, summary }: PlannedForm): string {
  const after = plain(summary, 160)
  if (verb === 'create' || resource === null) return `*${plain(name, 80)}* · ${after}`
  const before = summaryWords(kind, resource.parts)
  return before === after ? after : `${before} → *${after}*`
}

function costWords({ verb }: ResourceForm, { price, priceBefore }: PlannedForm): string {
  return verb === 'modify' ? priceChangeWords(priceBefore, price) : priceWords(price)
}

function approvalWords({ verb, team, environment }: ResourceForm, planned: PlannedForm): string {
  const { approval, monthlyOverMicros, price } = planned
  if (approval === null) return '🚀 Nobody has to approve it: it starts at once.'
  const barred = approval.requesterMay ? '' : ', not from you,'
  const because = approvalBecause({ verb, environment: environment ?? '', monthlyOverMicros, price })
  return `✋ Needs ${yesWords(approval.count)} from ${whoWords(approval.from, team)}${barred} within ${duration(approval.expiresMs)}${because === '' ? '' : `, ${because}`}.`
}

function missingWords({ verb, project, environment, fields, values }: ResourceForm): string {
  const wanted = [
    project === null ? 'a project' : null,
    environment === null ? 'an environment' : null,
    ...fields
      .filter(({ key, isModifiable }) => verb === 'create' || (isModifiable && values[key] === undefined))
      .filter(({ key }) => values[key] === undefined || values[key] === null || values[key] === '')
      .map(({ label }) => `the ${plain(label, 40).toLowerCase()}`),
  ].filter((one) => one !== null)
  if (wanted.length === 0) return '⏳ The price and what policy decides are shown here in a moment.'
  return `👆 Still to choose: ${wanted.join(', ')}. Then the price and what policy decides are shown here.`
}
