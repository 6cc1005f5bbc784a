import type { Context } from './context.ts'
import { integer, invalidValue, readInput, required, text } from './input.ts'
import { page } from './paging.ts'
import { findParameterGroup } from './parameter-groups.ts'
import { PARAMETERS } from './parameters.ts'
import type { ParameterGroup } from './records.ts'

const SOURCES = ['user', 'system', 'engine-default']

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheParameters.html */
export function describeCacheParameters({ call, region }: Context): Record<string, unknown> {
  const asked = readInput(call, {
    CacheParameterGroupName: required,
    Source: text,
    MaxRecords: integer,
    Marker: text,
  })
  const { Source: source } = asked
  if (source !== undefined && !SOURCES.includes(source))
    throw invalidValue(`Invalid value for Source: ${source}. Valid values are: ${SOURCES.join(', ')}`)
  const group = findParameterGroup(region, asked.CacheParameterGroupName)
  const all = shown(group)
    .filter((one) => source === undefined || one.Source === source)
    .toSorted((a, b) => (a.ParameterName < b.ParameterName ? -1 : 1))
  const { items, Marker } = page(all, asked, (one) => one.ParameterName)
  return { Marker, Parameters: { Parameter: items }, CacheNodeTypeSpecificParameters: {} }
}

/** What somebody set is `user`, also when it is the default; `maxmemory` and its kind, which are AWS's own, are left out. */
function shown({ values }: ParameterGroup) {
  return PARAMETERS.map(({ name, value, type, allowed, isModifiable, change }) => ({
    ParameterName: name,
    ParameterValue: values[name] ?? value,
    Source: name in values ? 'user' : 'system',
    DataType: type,
    AllowedValues: allowed,
    IsModifiable: isModifiable,
    MinimumEngineVersion: '5.0.0',
    ChangeType: change,
  }))
}
