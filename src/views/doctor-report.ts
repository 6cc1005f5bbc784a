import type { KnownBlock } from '@slack/types'
import type { DoctorReport, Finding, FindingLevel } from '../domain/doctor-report.ts'
import type { Message } from '../domain/message.ts'
import { findingWords } from './doctor-words.ts'
import { context, header, message, section } from './kit.ts'
import { moment, plainMoment } from './mrkdwn.ts'
import { plural } from './text.ts'

const MARK: Record<FindingLevel, string> = { problem: '❌', warning: '⚠️', ok: '✅' }
// Measured as JSON, whose escapes count for the limit of a message.
const MOST_SECTIONS = 3
const SECTION_JSON_CHARS = 3_000

/** The answer to `/coxswain doctor`: what is wrong first, each with what to do. */
export function doctorReport(report: DoctorReport): Message {
  const lines = report.findings.map((finding) => `${MARK[finding.level]} ${findingWords(finding)}`)
  const title = titleOf(report.findings)
  const blocks: KnownBlock[] = [header(title)]
  const { parts, left } = pack(lines)
  for (const part of parts) blocks.push(section(part))
  const rest = left === 0 ? '' : ` · ${plural(left, 'more finding')} did not fit: mend these first`
  blocks.push(context(`Checked ${moment(report.at)}${rest}`))
  return message([title, ...parts, `Checked ${plainMoment(report.at)}${rest}`].join('\n'), blocks)
}

function titleOf(findings: Finding[]): string {
  const count = (level: FindingLevel) => findings.filter((finding) => finding.level === level).length
  const problems = count('problem')
  const warnings = count('warning')
  if (problems === 0 && warnings === 0) return 'All is well'
  const parts = [
    ...(problems > 0 ? [plural(problems, 'problem')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  return `${parts.join(' and ')} found`
}

function pack(lines: string[]): { parts: string[]; left: number } {
  const parts: string[] = []
  let told = 0
  for (const line of lines) {
    const longer = parts.length === 0 ? null : `${parts.at(-1)}\n${line}`
    if (longer !== null && JSON.stringify(longer).length <= SECTION_JSON_CHARS)
      parts[parts.length - 1] = longer
    else if (parts.length < MOST_SECTIONS) parts.push(line)
    else break
    told += 1
  }
  return { parts, left: lines.length - told }
}
