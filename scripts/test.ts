import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closingLine, countResults, type VitestReport } from './test/count-results.ts'

// Runs vitest with the given arguments and ends with one line of figures, whatever happened.
const directory = mkdtempSync(join(tmpdir(), 'coxswain-test-'))
const reportPath = join(directory, 'report.json')
const vitest = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
const counts = countResults(readReport(), vitest.status === 0)
rmSync(directory, { recursive: true, force: true })
for (const note of counts.notes) console.log(note)
console.log(closingLine(counts))
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1

function readReport(): VitestReport | null {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8')) as VitestReport
  } catch {
    return null
  }
}
