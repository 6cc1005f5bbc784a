/** One thing that is wrong, where, and what to do about it. Never holds a secret. */
export interface Problem {
  /** `coxswain.yaml:12:5`, or `environment`. */
  where: string
  /** `teams[1].channel`, or the name of a variable. */
  field: string
  problem: string
  remedy: string
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(describeProblems(problems))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

function describeProblems(problems: Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  const lines = problems.map(
    ({ where, field, problem, remedy }) => `  ${where}  ${field} ${problem}\n      → ${remedy}`,
  )
  return `the configuration has ${count}:\n\n${lines.join('\n')}\n`
}

/** Tokens of Slack, long random text, and URLs with a password. */
const LOOKS_SECRET = /xox[a-z]|xapp-|^[A-Za-z0-9+/_=-]{28,}$|:\/\/.*@/

/** A value of the file as error texts quote it; what could be a secret is not repeated. */
export function quoteValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'undefined'
  if (LOOKS_SECRET.test(value)) return 'the value (not repeated here)'
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
