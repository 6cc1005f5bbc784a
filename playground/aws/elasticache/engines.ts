import { invalidValue } from './input.ts'

export type Engine = 'redis' | 'valkey'

export interface EngineVersion {
  engine: Engine
  /** What is asked for. */
  version: string
  /** What a node of it says: with its patch. */
  actual: string
  family: string
}

/**
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html; families as
 * DescribeCacheEngineVersions lists them. Oldest first. Patches are only examples.
 */
export const ENGINE_VERSIONS: readonly EngineVersion[] = [
  { engine: 'redis', version: '6.2', actual: '6.2.6', family: 'redis6.x' },
  { engine: 'redis', version: '7.0', actual: '7.0.7', family: 'redis7' },
  { engine: 'redis', version: '7.1', actual: '7.1.0', family: 'redis7' },
  { engine: 'valkey', version: '7.2', actual: '7.2.6', family: 'valkey7' },
  { engine: 'valkey', version: '8.0', actual: '8.0.1', family: 'valkey8' },
  { engine: 'valkey', version: '8.1', actual: '8.1.0', family: 'valkey8' },
  { engine: 'valkey', version: '8.2', actual: '8.2.0', family: 'valkey8' },
  { engine: 'valkey', version: '9.0', actual: '9.0.0', family: 'valkey9' },
]

export const FAMILIES: readonly string[] = [...new Set(ENGINE_VERSIONS.map(({ family }) => family))]

/** Throws AwsFault. */
export function readEngine(sent: string): Engine {
  if (sent === 'redis' || sent === 'valkey') return sent
  throw invalidValue(`Invalid value for Engine: ${sent}. Valid values are: redis, valkey.`)
}

/**
 * Throws AwsFault. Redis without a version is the newest; Valkey must have one (hashicorp/terraform-provider-aws#41210).
 */
export function engineVersionOf(engine: Engine, sent: string | undefined): EngineVersion {
  const all = ENGINE_VERSIONS.filter((one) => one.engine === engine)
  if (sent === undefined && engine === 'valkey')
    throw invalidValue('The parameter EngineVersion must be provided for the engine valkey.')
  const found = sent === undefined ? all.at(-1) : all.find(({ version }) => version === sent)
  if (found) return found
  const known = all.map(({ version }) => version).join(', ')
  throw invalidValue(`Cannot find version ${sent} for ${engine}. Available versions are: ${known}.`)
}

/** Throws AwsFault: versions only go up; from Redis one may go to Valkey. */
export function upgradedVersion(
  from: { engine: Engine; engineVersion: string },
  to: { engine: Engine; version: string },
): EngineVersion {
  const wanted = engineVersionOf(to.engine, to.version)
  const isBack = from.engine === 'valkey' && to.engine === 'redis'
  const isDown = rank(wanted.actual) < rank(from.engineVersion)
  if (isBack || isDown)
    throw invalidValue(
      `The engine version ${to.version} of ${to.engine} is older than the current ${from.engineVersion}.`,
    )
  return wanted
}

function rank(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 100 + minor
}
