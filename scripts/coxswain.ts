import { readFileSync } from 'node:fs'
import { run } from './coxswain/run.ts'

const { text, exitCode } = run(process.argv.slice(2), {
  env: process.env,
  readFile: (path) => readFileSync(path, 'utf8'),
  now: Date.now,
})
if (exitCode === 2) console.error(text)
else console.log(text)
process.exitCode = exitCode
