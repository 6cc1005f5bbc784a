import type { Day } from '../domain/cost/day.ts'
import type { CostLine } from '../domain/cost/line.ts'
import { COST_KINDS } from '../domain/cost/money.ts'

/** What a file of figures is made of: sums over the days, a line for each owner, project, service and currency. */
export interface CostTable {
  from: Day
  /** Exclusive. */
  to: Day
  lines: readonly CostLine[]
  teamName(id: string): string
}

const COLUMNS = [
  'from',
  'to_exclusive',
  'bucket',
  'team_id',
  'team',
  'project',
  'service',
  'currency',
  'total',
  ...COST_KINDS.map((kind) => kind.replaceAll('-', '_')),
  'pod_minutes',
]

/** RFC 4180, with a byte order mark, so that spreadsheets read names as they are. Amounts have six decimals and no symbol. */
export function costCsv({ from, to, lines, teamName }: CostTable): string {
  const rows = lines.map((line) => {
    const kinds = COST_KINDS.map((kind) => line.micros[kind] ?? 0)
    const total = kinds.reduce((sum, micros) => sum + micros, 0)
    const { bucket, teamId, project, service, currency, podMinutes } = line
    const names = [bucket, teamId ?? '', teamId === null ? '' : teamName(teamId), project, service, currency]
    return [from, to, ...names, decimal(total), ...kinds.map(decimal), String(podMinutes)]
  })
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

/** "1.250000", "-0.300000" */
function decimal(micros: number): string {
  const size = Math.abs(micros)
  const whole = Math.floor(size / 1_000_000)
  return `${micros < 0 ? '-' : ''}${whole}.${String(size % 1_000_000).padStart(6, '0')}`
}

const NUMBER = /^-?\d+(\.\d+)?$/
// A spreadsheet would run these. https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u

function field(text: string): string {
  const safe = !NUMBER.test(text) && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
