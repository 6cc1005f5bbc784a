export interface RedactOptions {
  /** Addresses are personal data, but often what one looks for. */
  readonly emails?: boolean
}

const HIDDEN = '[redacted]'
/** Longer lines are cut first, so that a hostile one costs no time. */
const MOST_CHARACTERS = 4_000

const SECRET_NAME =
  '[\\w.-]{0,100}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|account[_-]?key|accountkey|sharedaccesskey|private[_-]?key|signing[_-]?key|encryption[_-]?key|credentials?|auth[_-]?key|session[_-]?id|sessionid|signature|\\bsig)[\\w.-]{0,40}'

interface Rule {
  readonly pattern: RegExp
  readonly replacement: string
}

const RULES: readonly Rule[] = [
  { pattern: /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY-----.*/gs, replacement: HIDDEN },
  // scheme://user:password@host
  {
    pattern: /\b([a-z][a-z\d+.-]{1,30}:\/\/)([^\s/:@"']{0,200}):(?!\d{1,5}\/)([^\s"']{1,500})@/gi,
    replacement: `$1$2:${HIDDEN}@`,
  },
  { pattern: /\b((?:set-)?cookie["']?\s{0,3}[:=]\s{0,3})[^\r\n]+/gi, replacement: `$1${HIDDEN}` },
  {
    pattern:
      /\b((?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)(?:(basic|bearer|digest|token|negotiate|aws4-hmac-sha256)\s+)?[^\s"'\\,]{1,3000}/gi,
    replacement: `$1${HIDDEN}`,
  },
  { pattern: /\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, replacement: `$1 ${HIDDEN}` },
  // JSON Web Tokens
  { pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, replacement: HIDDEN },
  // Keys with a known beginning: AWS, GitHub, GitLab, Slack, Google, Stripe, npm, OpenAI and alike
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z\d]{12,}\b/g, replacement: HIDDEN },
  {
    pattern:
      /\b(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|xapp-|AIza|ya29\.|[sr]k_(?:live|test)_|npm_|sk-|pypi-|dop_v1_|hvs\.|SG\.)[\w.-]{10,}/g,
    replacement: HIDDEN,
  },
  { pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g, replacement: `$1${HIDDEN}` },
  // name=value, name: value, "name":"value", --name value
  {
    pattern: new RegExp(
      `((?<![\\w.-])${SECRET_NAME}\\\\?["']?\\s{0,3}(?:=>|[:=])\\s{0,3})(?!\\[redacted)(?:\\\\"[^"\\\\]*(?:\\\\")?|"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|[^\\s"'&;,})\\]\\\\]+)`,
      'gi',
    ),
    replacement: `$1${HIDDEN}`,
  },
  {
    pattern: new RegExp(`((?<![\\w.-])(?=--)${SECRET_NAME}\\s{1,3})(?!-)\\S+`, 'gi'),
    replacement: `$1${HIDDEN}`,
  },
]

/** A long run of letters of both cases and digits that no other rule knew: more likely a key than a word. */
const LONG_RUN = /[A-Za-z\d_+-]{40,}={0,2}/g
const EMAIL = /\b[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}\b/gi

/** A log line without what opens doors. Names stay, so that one sees what stood there. */
export function redact(line: string, { emails = false }: RedactOptions = {}): string {
  const cut = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line
  const known = RULES.reduce((text, { pattern, replacement }) => text.replaceAll(pattern, replacement), cut)
  const safe = known.replaceAll(LONG_RUN, (run) => (isKeyLike(run) ? HIDDEN : run))
  return emails ? safe.replaceAll(EMAIL, HIDDEN) : safe
}

function isKeyLike(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)
}

/** Whole lines of a log; private keys stretch over many of them. */
export function redactLines(lines: readonly string[], options: RedactOptions = {}): readonly string[] {
  let isInKey = false
  return lines.flatMap((line) => {
    const begins = /-----BEGIN [A-Z\d ]*PRIVATE KEY-----/.test(line)
    const ends = /-----END [A-Z\d ]*PRIVATE KEY-----/.test(line)
    const wasInKey = isInKey
    isInKey = (isInKey || begins) && !ends
    return wasInKey ? [] : [redact(line, options)]
  })
}
