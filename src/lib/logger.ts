import { pino, type DestinationStream } from 'pino'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

interface Write {
  (message: string): void
  (fields: object, message: string): void
}

/** One JSON line a decision: a static lower-case message plus fields. */
export interface Logger {
  debug: Write
  info: Write
  warn: Write
  error: Write
  /** Every line of the child carries these fields, e.g. `{ correlationId }`. */
  child(fields: Record<string, unknown>): Logger
}

export interface LoggerOptions {
  /** Configured secrets: their exact text never leaves in a line, whatever field it stands in. */
  secrets?: string[]
  destination?: DestinationStream
}

const CENSORED = '[redacted]'
const SECRET_KEYS = /^(authorization|cookie|token|password|secret|signing_?secret|x-slack-signature)$/i
const TOKEN_LIKE: [RegExp, string][] = [
  [/\bxox[a-z]{1,2}(?:\.xox[a-z])?-[\w.-]+/g, CENSORED],
  [/\bxapp-[\w-]+/g, CENSORED],
  [/\b(Bearer|Basic) +[^\s"\\,;]+/gi, `$1 ${CENSORED}`],
  [/(\/(?:services|actions|commands|workflows)\/)[TE][A-Z0-9]{4,}\/[^\s"\\]+/g, `$1${CENSORED}`],
  [/([?&](?:ticket|token|secret|password)=)[^&\s"\\]+/gi, `$1${CENSORED}`],
]
// A shorter secret would blot out ordinary words.
const SHORTEST_SECRET = 6

export function createLogger(level: LogLevel, options: LoggerOptions = {}): Logger {
  const scrub = createScrubber(options.secrets ?? [])
  const settings = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: hideSecretFields },
    hooks: { streamWrite: scrub },
  }
  return options.destination ? pino(settings, options.destination) : pino(settings)
}

/** Removes what looks like a credential, and the given secrets, from a text (plain or JSON). */
export function createScrubber(secrets: string[]): (text: string) => string {
  const exact = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length)
  return (text) => {
    let clean = text
    for (const secret of exact) clean = clean.replaceAll(secret, CENSORED)
    for (const [pattern, replacement] of TOKEN_LIKE) clean = clean.replace(pattern, replacement)
    return clean
  }
}

function hideSecretFields(fields: Record<string, unknown>): Record<string, unknown> {
  const hidden = Object.keys(fields).filter((key) => SECRET_KEYS.test(key))
  if (hidden.length === 0) return fields
  return { ...fields, ...Object.fromEntries(hidden.map((key) => [key, CENSORED])) }
}
