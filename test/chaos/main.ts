import { parseArgs } from 'node:util'
import { runChaos } from './chaos.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '18' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const print = (line: string) => process.stdout.write(`${line}\n`)

print(`seed ${seed}`)
const report = await runChaos({ seed, kills: Number(values.kills), log: print })
for (const [cell, count] of [...report.kills].toSorted(([a], [b]) => a.localeCompare(b)))
  print(`${String(count).padStart(4)}  ${cell}`)
print(
  `${report.alerts} alerts, ${report.messages} messages, ${report.digests} digests in ${report.seconds.toFixed(1)} s`,
)
for (const cell of report.missed) print(`never reached: ${cell}`)
for (const problem of report.problems) print(`wrong: ${problem}`)
if (report.missed.length + report.problems.length > 0) {
  print(`repeat with: npm run chaos -- --kills ${values.kills} --seed ${seed}`)
  process.exitCode = 1
}
