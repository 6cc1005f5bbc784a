import { AwsFault } from '../aws-service.ts'
import { arnOf } from './arns.ts'
import type { Context } from './context.ts'
import { FAMILIES } from './engines.ts'
import { integer, invalidValue, parameterValues, readInput, required, tags, text } from './input.ts'
import { newName } from './names.ts'
import { isVisible, newRecord } from './new-record.ts'
import { byName, page } from './paging.ts'
import { checkParameter } from './parameters.ts'
import { refuse } from './refusals.ts'
import type { ParameterGroup } from './records.ts'
import type { Region } from './region.ts'

const MOST_CHANGES = 20

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html */
export function createParameterGroup(context: Context): Record<string, unknown> {
  const { call, region } = context
  const asked = readInput(call, {
    CacheParameterGroupName: required,
    CacheParameterGroupFamily: required,
    Description: required,
    Tags: tags,
  })
  const { CacheParameterGroupFamily: family, Description: description } = asked
  const name = newName(asked.CacheParameterGroupName, { parameter: 'CacheParameterGroupName', most: 255 })
  if (!FAMILIES.includes(family))
    throw invalidValue(`CacheParameterGroupFamily ${family} is not a valid parameter group family.`)
  if (region.parameterGroups.has(name))
    throw new AwsFault('CacheParameterGroupAlreadyExists', `Parameter group ${name} already exists`)
  refuse(context, ['parameter-group-quota'], { name })
  const record = newRecord(context, name, asked.Tags)
  const group: ParameterGroup = { ...record, description, family, values: {}, syncedAt: 0 }
  region.parameterGroups.set(name, group)
  return { CacheParameterGroup: shown(region, group) }
}

export function describeParameterGroups({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, { CacheParameterGroupName: text, MaxRecords: integer, Marker: text })
  const name = asked.CacheParameterGroupName?.toLowerCase()
  const found = [...region.parameterGroups.values(), ...defaultGroups()]
    .filter((group) => isVisible(group, now) && (name === undefined || group.name === name))
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw parameterGroupNotFound(name)
  const { items, Marker } = page(found, asked, (group) => group.name)
  const groups = items.map((group) => shown(region, group))
  return { Marker, CacheParameterGroups: { CacheParameterGroup: groups } }
}

/** At most 20 parameters a call, all or none. */
export function modifyParameterGroup({ call, region, now, settings }: Context): Record<string, unknown> {
  const asked = readInput(call, { CacheParameterGroupName: required, ParameterNameValues: parameterValues })
  const { ParameterNameValues: changes = [] } = asked
  const group = ownGroup(region, asked.CacheParameterGroupName, 'modified')
  if (changes.length === 0) throw invalidValue('The parameter ParameterNameValues must not be empty.')
  if (changes.length > MOST_CHANGES)
    throw invalidValue(`A maximum of ${MOST_CHANGES} parameters can be modified in a single request.`)
  for (const [name, value] of changes) checkParameter(name, value)
  Object.assign(group.values, Object.fromEntries(changes))
  group.syncedAt = now + settings.parametersMs
  return { CacheParameterGroupName: group.name }
}

/** The words are those of aws-controllers-k8s/community#2004. */
export function deleteParameterGroup({ call, region }: Context): Record<string, unknown> {
  const asked = readInput(call, { CacheParameterGroupName: required })
  const { name } = ownGroup(region, asked.CacheParameterGroupName, 'deleted')
  const isUsed = [...region.replicationGroups.values(), ...region.leftovers].some(
    (user) => user.parameterGroup === name,
  )
  if (isUsed)
    throw new AwsFault(
      'InvalidCacheParameterGroupState',
      `One or more cache clusters are still members of this parameter group ${name}, so the group cannot be deleted.`,
    )
  region.parameterGroups.delete(name)
  return {}
}

export function findParameterGroup(region: Region, name: string): ParameterGroup {
  const wanted = name.toLowerCase()
  const found = region.parameterGroups.get(wanted) ?? defaultGroups().find((group) => group.name === wanted)
  if (!found) throw parameterGroupNotFound(wanted)
  return found
}

function ownGroup(region: Region, name: string, done: string): ParameterGroup {
  const group = findParameterGroup(region, name)
  if (group.name.startsWith('default.'))
    throw invalidValue(`Default parameter groups cannot be ${done}: ${group.name}`)
  return group
}

function parameterGroupNotFound(name: string): AwsFault {
  return new AwsFault('CacheParameterGroupNotFound', `CacheParameterGroup ${name} not found.`, 404)
}

/** Of each family, without and with cluster mode. */
function defaultGroups(): ParameterGroup[] {
  return FAMILIES.flatMap((family) =>
    ['', '.cluster.on'].map((suffix) => ({
      name: `default.${family}${suffix}`,
      description: `Default parameter group for ${family}${suffix && ' with cluster mode on'}`,
      family,
      values: suffix ? { 'cluster-enabled': 'yes' } : {},
      syncedAt: 0,
      tags: {},
      createdAt: 0,
      hiddenUntil: 0,
    })),
  )
}

function shown({ place }: Region, { name, family, description }: ParameterGroup): Record<string, unknown> {
  return {
    CacheParameterGroupName: name,
    CacheParameterGroupFamily: family,
    Description: description,
    IsGlobal: false,
    ARN: arnOf(place.region, 'parametergroup', name),
  }
}
