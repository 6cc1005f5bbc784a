import { openSagaStage } from '../test/harness/saga-stage.ts'
import { complaints, runColumn, type Cell, type Verb } from '../test/saga/cell.ts'
import { CREATE_FAULTS, DELETE_FAULTS, MODIFY_FAULTS, type SagaFault } from '../test/saga/faults.ts'
import { row, type BenchRow } from './bench-row.ts'

const VERBS: [verb: Verb, faults: SagaFault[]][] = [
  ['create', CREATE_FAULTS],
  ['modify', MODIFY_FAULTS],
  ['delete', DELETE_FAULTS],
]

/** Every place where the process can die under everything that can go wrong: what nobody owns afterwards. */
export async function matrixRows(): Promise<BenchRow[]> {
  const stage = await openSagaStage()
  try {
    const startedAt = performance.now()
    const cells: Cell[] = []
    for (const [verb, faults] of VERBS)
      for (const fault of faults) cells.push(...(await runColumn(stage, { verb, fault })))
    for (const complaint of complaints(cells)) console.error(complaint)
    const count = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0)
    const scripts = VERBS.map(([verb, faults]) => `${verb} ${String(faults.length)}`).join(', ')
    return [
      row(
        `fault scripts (${scripts})`,
        count(({ cut }) => (cut ? 0 : 1)),
        '',
      ),
      row(
        'cut points: before a call or after it, where something else stands',
        count(({ cut }) => (cut ? 1 : 0)),
        '',
      ),
      row(
        'deaths',
        count(({ deaths }) => deaths),
        '',
      ),
      row(
        'changes that were run',
        cells.length,
        `in ${String(Math.round((performance.now() - startedAt) / 1000))} s`,
      ),
      none(
        'parts that nobody owns afterwards, or that are missing',
        count(({ residue }) => residue.length),
      ),
      none(
        'things that were made twice',
        count(({ doubles }) => doubles.length),
      ),
      none('changes that ended wrong', cells.filter(({ wrong }) => wrong.length > 0).length),
    ]
  } finally {
    await stage.close()
  }
}

function none(figure: string, found: number): BenchRow {
  return row(figure, found, '', { target: '0', ok: found === 0 })
}
