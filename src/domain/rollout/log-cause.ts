import { NEXT_STEPS, type Reason } from './reasons.ts'

/** Some starters write what is wrong to the log only, and then die like any program. */
export function withLog(reason: Reason, lines: readonly string[]): Reason {
  if (reason.code !== 'crash-loop') return reason
  if (!lines.some((line) => /exec format error/i.test(line))) return reason
  return { ...reason, code: 'wrong-architecture', nextStep: NEXT_STEPS['wrong-architecture'] }
}
