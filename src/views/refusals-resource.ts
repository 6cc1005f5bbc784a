import {
  at,
  behind,
  listed,
  named,
  said,
  who,
  type RefusalDetails,
  type RefusalWords,
} from './refusal-details.ts'
import { own } from '../domain/own.ts'

type Details = RefusalDetails

const FIELDS: Record<string, string> = {
  name: 'a name',
  engine: 'an engine',
  size: 'a size',
  replicas: 'the number of replicas',
  project: 'a project',
  environment: 'an environment',
}

/** Refusals of the form: what was chosen or typed. */
export const FORM_REFUSALS: RefusalWords = {
  'field-needed': (d) => `Still missing: ${fieldWords(d)}. Choose or type it.`,
  'field-invalid': (d) => `That is no good as ${fieldWords(d)}${said(': ', d['problem'])}. Correct it.`,
  'name-characters': (d) =>
    `A name has small letters, digits and single hyphens only; ${named(d['name'], 'this one')} has something else. Choose another.`,
  'name-letter-first': (d) =>
    `${named(d['name'], 'The whole name')} would not begin with a letter, which AWS wants. The project’s name comes first: ask the platform team if that cannot be changed.`,
  'name-hyphens': (d) =>
    `${named(d['name'], 'The whole name')} would have two hyphens in a row or one at its end, which AWS does not take. Choose another name.`,
  'name-reserved': (d) =>
    `${named(d['name'], 'The whole name')} would begin with ${named(d['reserved'], 'a reserved word')}, which AWS keeps for things of its own. Choose another name.`,
  'name-too-long': (d) =>
    `${named(d['name'], 'The whole name')} would be ${typeof d['excess'] === 'number' ? `${d['excess']} characters` : 'some characters'} too long: AWS takes ${d['limit'] ?? 'fewer'} in all. Choose a shorter name.`,
  'engine-not-offered': (d) =>
    `The engine ${named(d['engine'], 'that you chose')} cannot be had here. Choose ${listed(d['offered'], 'one of the list')}.`,
  'size-not-offered': (d) =>
    `The size ${named(d['size'], 'that you chose')} cannot be had here. Choose ${listed(d['offered'], 'one of the list')}.`,
  'replicas-not-offered': (d) =>
    `${d['replicas'] ?? 'So many'} replicas cannot be had here. Choose ${typeof d['min'] === 'number' && typeof d['max'] === 'number' ? `${d['min']} to ${d['max']}` : 'a number of the list'}.`,
  'policy-without-subnets': () =>
    'Policy names no subnet for this environment, so that nothing can be put there. Ask the platform team to add `subnets` in the configuration.',
  'policy-needs-two-zones': (d) =>
    `Policy wants replicas in another zone, and has subnets in ${listed(d['zones'], 'one zone')} only. Choose no replica, or ask the platform team to add a subnet in a second zone.`,
  'kind-not-offered': (d) =>
    `${said('', d['kind']) || 'This'} cannot be had in ${named(d['environment'], 'this environment')}. Choose another environment, or ask the platform team to allow it there.`,
  'kind-nowhere-offered': (d) =>
    `${said('', d['kind']) || 'This'} can be had in no environment yet. Ask the platform team to add one under \`resources.environments\` in the configuration.`,
  'resource-name-taken': (d) =>
    `${named(d['name'], 'This name')} is taken already${behind(' by project ', d['project'])}${typeof d['by'] === 'string' ? `: ${who(d['by'])} asked for it` : ''}. Choose another name.`,
  'form-not-yours': () => 'Somebody else filled in this form. Type `/resource create` for one of your own.',
  'typed-name-wrong': (d) =>
    `${named(d['typed'], 'What you typed')} is not its name${behind(', which is ', d['name'])}. Nothing was deleted. Type it exactly, and check that it is the one you mean.`,
}

/** Refusals about a resource or one of its changes, as they are. */
export const RESOURCE_REFUSALS: RefusalWords = {
  'may-not-change-resource': (d) =>
    `You may not create, change or delete resources${behind(' of ', d['project'])}${behind(' in ', d['environment'])}. Ask somebody of the owning team (\`/owner\` names it).`,
  'resource-environment-unknown': (d) =>
    `The environment ${named(d['environment'], 'of this resource')} is not in the configuration any more. Ask the platform team to add it under \`resources.environments\`.`,
  'resource-unknown': (d) =>
    `No resource ${named(d['asked'], 'of that name')} is known.${d['nearest'] ? ` Did you mean ${listed(d['nearest'], '')}?` : ''} \`/resource find\` takes a part of a name, an endpoint or an ARN.`,
  'resource-ambiguous': (d) =>
    `Several resources are called ${named(d['asked'], 'so')}: ${listed(d['names'], 'see `/resource list all`')}. \`/resource find\` shows them all.`,
  'resource-is-over': (d) =>
    `${named(d['name'], 'It')} ${d['state'] === 'not-created' ? 'was never finished' : 'is deleted'}, so there is nothing to change. \`/resource create\` makes a new one.`,
  'resource-not-ready': (d) =>
    `${named(d['name'], 'It')} is not ready yet${stateOf(d)}. Wait until its card says that it is, then try again.`,
  'change-under-way': (d) =>
    `Somebody changes ${named(d['name'], 'it')} already${typeof d['by'] === 'string' ? `: ${who(d['by'])} asked to ${verbOf(d)} it` : ''}. One change at a time: wait for its card, then try again.`,
  'cancel-instead': (d) =>
    `${named(d['name'], 'It')} is still being created. Press *Cancel* on its card: what was made so far is removed again.`,
  'change-unknown': () =>
    'This change is not in the store any more. Type `/resource` to see what there is now.',
  'change-is-over': (d) =>
    `This change is over already (${own(OVER, String(d['state'])) ?? 'see its card'}). There is nothing to cancel; look at its card.`,
  'change-not-stopped': (d) =>
    `There is nothing to try again: this change ${d['state'] === 'running' || d['state'] === 'undoing' ? 'goes on by itself' : 'does not stand still'}. Look at its card as it is now.`,
  'change-not-running': () => 'This change is not under way any more. Look at its card as it is now.',
  'change-cancelled': () => 'Somebody cancelled this change. Look at its card as it is now.',
  'already-cancelled': (d) =>
    `${who(d['by'])} cancelled it already${at(d['at'], ' ')}. It is undone as soon as AWS allows: watch its card.`,
  'already-undoing': () => 'It is being undone already. Watch its card: it tells when nothing is left.',
  'undoing-stopped': (d) =>
    `${named(d['name'], 'It')} was being undone and stands still: somebody has to help. Do what its card says, then press *Try again* on it.`,
  'too-late-to-cancel': (d) =>
    `It is too late: parts of ${named(d['name'], 'it')} are deleted already, and what is deleted does not come back. Watch its card; the final snapshot, where policy wants one, is kept.`,
}

const OVER: Record<string, string> = {
  succeeded: 'it is done',
  'rolled-back': 'it was undone',
  rejected: 'it was rejected',
  withdrawn: 'it was cancelled',
  expired: 'nobody approved it in time',
  refused: 'it was refused',
}

const STATES: Record<string, string> = {
  asked: 'it waits for approval',
  creating: 'it is being created',
  modifying: 'it is being modified',
  deleting: 'it is being deleted',
}

function stateOf(d: Details): string {
  const words = own(STATES, String(d['state']))
  return words === undefined ? '' : ` (${words})`
}

function verbOf(d: Details): string {
  const verb = String(d['verb'])
  return ['create', 'modify', 'delete'].includes(verb) ? verb : 'change'
}

function fieldWords(d: Details): string {
  const field = String(d['field'] ?? '')
  return own(FIELDS, field) ?? (field === '' ? 'one field' : named(field, 'one field'))
}
