import { parseArgs } from 'node:util'
import { randomPlots, runDeployChaos } from './deploy-chaos.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const print = (line: string) => process.stdout.write(`${line}\n`)

print(`seed ${seed}`)
const report = await runDeployChaos(randomPlots(seed), { log: print, enough: Number(values.kills) })
for (const [point, count] of [...report.kills].toSorted(([a], [b]) => a.localeCompare(b)))
  print(`${String(count).padStart(4)}  ${point}`)
print(`${report.deploys} deploys in ${report.seconds.toFixed(1)} s`)
for (const point of report.missed) print(`not reached: ${point}`)
for (const problem of report.problems) print(`wrong: ${problem}`)
if (report.problems.length > 0) {
  print(`repeat with: node test/chaos/deploy-main.ts --kills ${values.kills} --seed ${seed}`)
  process.exitCode = 1
}
