import { readClockSetting, type ClockSetting } from './clock-setting.ts'
import { crossChecks } from './cross-checks.ts'
import { ConfigError, type Problem } from './problem.ts'
import { readSecrets, type Surroundings, type WantedSecret } from './read-secrets.ts'
import { schemaProblems } from './schema-problems.ts'
import { configSchema, type Config } from './schema.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { CLOCK_VARIABLE, CONFIG_VARIABLE, DEFAULT_CONFIG_FILE, PLAIN_VARIABLES } from './variables.ts'
import { registrySecrets, senderSecrets, slackSecrets } from './wanted-secrets.ts'
import { readYaml, type YamlSource } from './yaml-source.ts'

export interface LoadedConfig {
  config: Config
  secrets: Secrets
  clock: ClockSetting
}

export interface LoadOptions {
  /** False for tools that only send to the bot: the secrets of Slack and of registries are not asked for. */
  withSlackSecrets?: boolean
  /** False for tools that only look at the file: no secret is asked for, and none is known. */
  withSecrets?: boolean
}

/** Reads file and environment. Throws one ConfigError that lists everything that is wrong. */
export function loadConfig(surroundings: Surroundings, options: LoadOptions = {}): LoadedConfig {
  const file = readConfigFile(surroundings)
  const parsed = file.source?.value === undefined ? null : configSchema.safeParse(file.source.value)
  const wanted = readSecrets(wantedSecrets(file.source, options), surroundings)
  const { clock, problems: clockProblems } = readClockSetting(surroundings.env[CLOCK_VARIABLE])
  const problems = [
    ...file.problems,
    ...inFileOrder(
      file.source
        ? [...schemaProblems(parsed?.error?.issues ?? [], file.source), ...crossChecks(file.source)]
        : [],
    ),
    ...wanted.problems,
    ...clockProblems,
  ]
  if (problems.length > 0 || !parsed?.success) throw new ConfigError(problems)
  return { config: parsed.data, secrets: createSecrets(wanted.values), clock }
}

function wantedSecrets(
  source: YamlSource | null,
  { withSecrets = true, withSlackSecrets = true }: LoadOptions,
): WantedSecret[] {
  if (!withSecrets) return []
  if (!withSlackSecrets) return senderSecrets(source)
  return [...slackSecrets(source), ...senderSecrets(source), ...registrySecrets(source)]
}

function readConfigFile({ env, readFile }: Surroundings): { source: YamlSource | null; problems: Problem[] } {
  const named = env[CONFIG_VARIABLE]
  const path = named || DEFAULT_CONFIG_FILE
  try {
    const source = readYaml(path, readFile(path))
    return { source, problems: source.problems }
  } catch {
    const remedy = PLAIN_VARIABLES.find(({ name }) => name === CONFIG_VARIABLE)?.remedy ?? ''
    const problem = named
      ? `names ${path}, which can not be read`
      : `is not set and there is no ./${DEFAULT_CONFIG_FILE}: settings such as slack.fallbackChannel, teams and alerts.sources are missing`
    return { source: null, problems: [{ where: 'environment', field: CONFIG_VARIABLE, problem, remedy }] }
  }
}

function inFileOrder(problems: Problem[]): Problem[] {
  const [line, column] = [
    (problem: Problem) => position(problem, 2),
    (problem: Problem) => position(problem, 1),
  ]
  return problems.toSorted((a, b) => line(a) - line(b) || column(a) - column(b))
}

function position({ where }: Problem, fromEnd: number): number {
  return Number(where.split(':').at(-fromEnd))
}
