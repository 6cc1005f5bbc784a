import { at } from './json.ts'
import type { KubeObject, LabelSelector } from './objects.ts'
import { badRequest } from './status-error.ts'

export type Matches = (object: KubeObject) => boolean

export function matchesLabels(selector: LabelSelector, labels: Record<string, string> = {}): boolean {
  const wanted = Object.entries(selector.matchLabels ?? {})
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value)
}

export function labelText(selector: LabelSelector): string {
  return Object.entries(selector.matchLabels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(',')
}

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k` */
export function parseLabelSelector(text: string): Matches {
  const terms = text.match(/[^,(]+(\([^)]*\))?/g) ?? []
  const tests = terms.map((term) => labelTerm(term.trim()))
  return ({ metadata }) => tests.every((test) => test(metadata.labels ?? {}))
}

function labelTerm(term: string): (labels: Record<string, string>) => boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term)
  if (set) {
    const [, name = '', operator, list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    return (labels) => values.includes(labels[name] ?? '\0') === (operator === 'in')
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(term)
  if (equality) {
    const [, name = '', operator, value = ''] = equality
    return (labels) => (labels[name] === value) === (operator !== '!=')
  }
  if (/^!\S+$/.test(term)) return (labels) => !(term.slice(1) in labels)
  if (/^[^\s!=]+$/.test(term)) return (labels) => term in labels
  throw badRequest(`unable to parse requirement: found '${term}'`)
}

const FIELDS: Record<string, readonly string[]> = {
  Pod: ['spec.nodeName', 'spec.restartPolicy', 'status.phase', 'status.podIP'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  ReplicaSet: ['status.replicas'],
  Namespace: ['status.phase'],
  Secret: ['type'],
}

/** `metadata.name=a,status.phase!=Running`; a field the real server cannot select by is refused. */
export function parseFieldSelector(text: string, kind: string): Matches {
  const tests = text.split(',').map((term) => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(term)
    if (!match) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`)
    const [, field = '', operator, value] = match
    if (!['metadata.name', 'metadata.namespace', ...(FIELDS[kind] ?? [])].includes(field))
      throw badRequest(`field label not supported: ${field}`)
    const path = field === 'source' ? ['source', 'component'] : field.split('.')
    return (object: KubeObject) => (scalar(at(object, ...path)) === value) === (operator !== '!=')
  })
  return (object) => tests.every((test) => test(object))
}

function scalar(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
