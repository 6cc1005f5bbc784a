import { runTruthScenario, truthScenarioNames, type TruthResult } from '../test/harness/deploy-truth.ts'
import { row, type BenchRow } from './bench-row.ts'

/** Its time runs fast: on a busy machine a call may run out of it before anything is measured. */
const TRIES = 2

/** Rollouts that look finished and are not: what the card ever claimed, against the cluster of that moment. */
export async function truthRows(): Promise<BenchRow[]> {
  const played: TruthResult[] = []
  const unplayed: { name: string }[] = []
  for (const name of truthScenarioNames) {
    const result = await play(name)
    if (result) played.push(result)
    else unplayed.push({ name })
  }
  const lying = played.filter(({ falseSuccesses }) => falseSuccesses.length > 0)
  const wrong = played.filter(({ falseFailures, unsaid }) => falseFailures.length + unsaid.length > 0)
  return [
    none('scenarios with a false success', lying),
    none('scenarios that say something wrong or too little', wrong),
    none('scenarios that could not be played', unplayed),
    row(
      'versions of the card that were judged',
      played.reduce((sum, { shown }) => sum + shown.length, 0),
      '',
    ),
  ]
}

async function play(name: string): Promise<TruthResult | null> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const result = await runTruthScenario(name).catch((error: unknown) => {
      console.error(`${name}: ${String(error)}`)
      return null
    })
    if (result) return result
  }
  return null
}

function none(figure: string, found: readonly { name: string }[]): BenchRow {
  const names = found.length === 0 ? '' : ` (${found.map(({ name }) => name).join(', ')})`
  const goal = { target: '0', ok: found.length === 0 }
  return row(`${figure}${names}`, found.length, `of ${truthScenarioNames.length}`, goal)
}
