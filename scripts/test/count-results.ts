/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

export interface Counts {
  passed: number
  failed: number
  skipped: number
  notes: string[]
}

/** A file that broke before its tests, and a run that ended badly without a failed test, count as one failure each. */
export function countResults(report: VitestReport | null, endedWell: boolean): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0, notes: ['vitest left no report'] }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const count = (status: string) => tests.filter((test) => test.status === status).length
  const passed = count('passed')
  const inTests = count('failed')
  const broken = report.testResults.filter((file) => {
    return file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
  })
  const notes = broken.map(({ name }) => `${name} broke outside its tests`)
  let failed = inTests + broken.length
  if (failed === 0 && !endedWell) {
    notes.push('vitest reported an error outside the tests: see above')
    failed = 1
  }
  return { passed, failed, skipped: tests.length - passed - inTests, notes }
}

export function closingLine({ passed, failed, skipped }: Omit<Counts, 'notes'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
