import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import type { Files, OutgoingFile, Pictures } from '../domain/files.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import { chartWords } from '../views/chart-words.ts'
import { chartSvg } from '../views/chart-svg.ts'
import type { Job } from './job.ts'

export interface DrawCostChartDeps {
  store: Pick<Store, 'read'>
  files: Pick<Files, 'keep'>
  pictures: Pictures
  attachCostChart: Operation<'attached' | 'too-late'>
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'warn'>
}

/** Draws the chart of an edition, puts the picture into Slack and lets the edition go. The key is that of its notice. */
export function createDrawCostChart(deps: DrawCostChartDeps): Job {
  const { store, files, pictures, attachCostChart, clock, logger } = deps
  return {
    kind: 'draw-cost-chart',
    concurrency: 2,
    async run({ key }) {
      const notice = await store.read((reads) => reads.notices.get(key))
      // Tried already, or sent: who comes too late finds nothing to do.
      if (!notice || notice.state !== 'pending') return { done: true }
      const snapshot = notice.payload as unknown as CostEditionSnapshot
      const kept = await files.keep(await fileOf(snapshot, pictures))
      if (kept.outcome === 'later') return { again: clock.now() + kept.retryAfterMs }
      // A file that nobody shows is seen by nobody: an unclear one is left where it is.
      const fileId = kept.outcome === 'done' ? kept.fileId : null
      if (kept.outcome !== 'done') logger.warn({ notice: key, error: kept.error }, 'cost chart: no picture')
      const attached = await attachCostChart({
        actor: { kind: 'system', job: 'draw-cost-chart' },
        input: { key, fileId },
      })
      if (!attached.ok) throw new Error(`attaching a chart: refused: ${attached.refusal.reason}`)
      return { done: true }
    },
  }
}

async function fileOf(
  { chart, edition, day }: CostEditionSnapshot,
  pictures: Pictures,
): Promise<OutgoingFile> {
  return {
    filename: `cost-${edition}-${day}.png`,
    title: chart.title,
    altText: chartWords(chart),
    bytes: await pictures.png(chartSvg(chart)),
  }
}
