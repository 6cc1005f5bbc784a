import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSagaStage, type SagaStage } from '../harness/saga-stage.ts'
import { complaints, runColumn, type Verb } from './cell.ts'
import type { SagaFault } from './faults.ts'

const COLUMN_MS = 180_000

/** A test for each thing that goes wrong: the process dies at every place of the change, one after the other. */
export function testColumns(verb: Verb, faults: readonly SagaFault[]): void {
  const held: { stage: SagaStage | null } = { stage: null }
  beforeAll(async () => void (held.stage = await openSagaStage()))
  afterAll(() => held.stage?.close())

  test.each(faults)(
    `${verb}: killed at every call, it ends complete or undone, nothing left over, nothing made twice: $name`,
    async (fault) => {
      if (!held.stage) throw new Error('there is no stage')
      const cells = await runColumn(held.stage, { verb, fault })
      expect(complaints(cells)).toEqual([])
      expect(cells.length).toBeGreaterThan(3)
    },
    COLUMN_MS,
  )
}
