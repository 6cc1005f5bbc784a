import type { Severity } from './alert.ts'

const WORDS: Record<Severity, string[]> = {
  critical: [
    'critical',
    'crit',
    'page',
    'fatal',
    'emergency',
    'emerg',
    'disaster',
    'blocker',
    'p0',
    'p1',
    'sev0',
    'sev1',
  ],
  error: ['error', 'err', 'high', 'major', 'severe', 'p2', 'sev2'],
  warning: ['warning', 'warn', 'medium', 'moderate', 'minor', 'ticket', 'p3', 'sev3'],
  info: ['info', 'information', 'informational', 'notice', 'low', 'debug', 'p4', 'p5', 'sev4', 'sev5'],
  none: ['none'],
  unknown: [],
}

const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([severity, words]) =>
    words.map((word) => [word, severity as Severity] as const),
  ),
)

/** Severity from the `severity` label, whatever the sender's habit of naming it. */
export function severityOf(labels: Record<string, string>): Severity {
  const word = Object.hasOwn(labels, 'severity') ? labels['severity'] : undefined
  if (!word) return 'unknown'
  return BY_WORD.get(word) ?? BY_WORD.get(word.trim().toLowerCase()) ?? 'unknown'
}
