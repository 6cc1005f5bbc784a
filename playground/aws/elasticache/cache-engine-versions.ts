import type { Context } from './context.ts'
import { ENGINE_VERSIONS } from './engines.ts'
import { flag, integer, readInput, text } from './input.ts'
import { page } from './paging.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheEngineVersions.html */
export function describeCacheEngineVersions({ call }: Context): Record<string, unknown> {
  const asked = readInput(call, {
    Engine: text,
    EngineVersion: text,
    CacheParameterGroupFamily: text,
    DefaultOnly: flag,
    MaxRecords: integer,
    Marker: text,
  })
  const found = ENGINE_VERSIONS.filter(
    ({ engine, version, family }) =>
      (asked.Engine ?? engine) === engine &&
      (asked.EngineVersion ?? version) === version &&
      (asked.CacheParameterGroupFamily ?? family) === family,
  )
  const wanted = asked.DefaultOnly ? found.slice(-1) : found
  const { items, Marker } = page(wanted, asked, ({ engine, version }) => `${engine} ${version}`)
  return {
    Marker,
    CacheEngineVersions: {
      CacheEngineVersion: items.map(({ engine, version, family }) => ({
        Engine: engine,
        EngineVersion: version,
        CacheParameterGroupFamily: family,
        CacheEngineDescription: engine === 'redis' ? 'Redis' : 'Valkey',
        CacheEngineVersionDescription: `${engine} version ${version}`,
      })),
    },
  }
}
