import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generate/files.ts'
import { generatedCheck } from './verify/generated.ts'
import { ROOT } from './verify/repository.ts'

if (process.argv.includes('--check')) {
  const problems = await generatedCheck.run()
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
} else {
  for (const { path, text } of await generatedFiles()) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    console.log(path)
  }
}
