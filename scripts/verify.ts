import { chdir } from 'node:process'
import { acceptanceCheck } from './verify/acceptance.ts'
import { programCheck, type Check } from './verify/check.ts'
import { documentPathsCheck } from './verify/document-paths.ts'
import { generatedCheck } from './verify/generated.ts'
import { lockFileCheck } from './verify/lock-file.ts'
import { manifestCheck } from './verify/manifest.ts'
import { ROOT } from './verify/repository.ts'

chdir(ROOT)

const bin = (name: string) => `node_modules/.bin/${name}`
const CACHED = ['--cache', '--cache-strategy=content']
const checks: Check[] = [
  programCheck(
    'format',
    // What did not change since the last time is not read again.
    [bin('prettier'), '--check', '--log-level=warn', ...CACHED, '.'],
    'run: npx prettier --write .',
  ),
  programCheck('lint', [bin('oxlint'), '--type-aware', '--quiet'], 'correct what oxlint names above'),
  programCheck('types', [bin('tsc'), '--noEmit', '-p', '.'], 'correct what tsc names above'),
  generatedCheck,
  manifestCheck,
  acceptanceCheck,
  documentPathsCheck,
  lockFileCheck,
]

const outcomes = await Promise.all(checks.map(timed))
const failed = outcomes.filter((isWell) => !isWell).length
console.log(failed === 0 ? 'verified' : `${failed} of ${checks.length} checks failed`)
process.exitCode = failed === 0 ? 0 : 1

async function timed(check: Check): Promise<boolean> {
  const startedAt = performance.now()
  const problems = await check.run().catch((error: Error) => [error.stack ?? error.message])
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${check.name.padEnd(12)} ${seconds} s`)
  for (const problem of problems) console.log(problem.replaceAll(/^/gm, '      '))
  return problems.length === 0
}
