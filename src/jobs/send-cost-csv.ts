import { z } from 'zod'
import type { Catalogue } from '../domain/catalogue.ts'
import { csvWishKey, type CsvWish } from '../domain/cost/csv-wish.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import { addDays } from '../domain/cost/day.ts'
import { scopeKey } from '../domain/cost/scope.ts'
import { createTeamNames } from '../domain/cost/team-names.ts'
import type { Files, OutgoingFile } from '../domain/files.ts'
import { PRIORITY, type Message } from '../domain/message.ts'
import type { Reads, Records, Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { CostTable } from '../queries/cost-table.ts'
import { costCsv } from '../views/cost-csv.ts'
import { csvComment, csvRefused } from '../views/cost-file-words.ts'
import type { Job } from './job.ts'

export interface SendCostCsvDeps {
  store: Pick<Store, 'read' | 'transaction'>
  costTable: CostTable
  catalogue: Catalogue
  costPolicy: Pick<CostPolicy, 'timeZone'>
  files: Pick<Files, 'sendTo'>
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'warn'>
}

/** After this time nobody waits for it any more. */
const PATIENCE_MS = 3_600_000

/** Sends a file that somebody asked for. The key is the wish; the fact beside it holds the file that was uploaded for it, and may have arrived. */
export function createSendCostCsv(deps: SendCostCsvDeps): Job {
  const { store, files, clock, logger } = deps
  return {
    kind: 'send-cost-csv',
    concurrency: 2,
    async run({ key }) {
      const wish = csvWishKey.parse(JSON.parse(key))
      const fact = `cost-csv:${key}`
      const already = await store.read((reads) => reads.facts.get(fact))
      const { file, comment } = await fileOf(deps, wish)
      const onUploaded = (fileId: string) => store.transaction((tx) => tx.facts.set(fact, fileId))
      const sent = await files.sendTo(wish.userId, file, { comment, already, onUploaded })
      const isLate = clock.now() - wish.at > PATIENCE_MS
      if (sent.outcome === 'ambiguous' && !isLate) return { again: clock.now() + 5_000 }
      if (sent.outcome === 'later' && !isLate) return { again: clock.now() + sent.retryAfterMs }
      if (sent.outcome !== 'done') logger.warn({ wish, error: sent.error }, 'cost csv: not sent')
      await store.transaction(async (tx) => {
        await tx.facts.deleteMany([fact])
        if (sent.outcome !== 'done')
          await tellRefused(tx, wish, { title: file.title, error: sent.error, now: clock.now() })
      })
      return { done: true }
    },
  }
}

/** A message needs fewer rights than a file. */
async function tellRefused(
  tx: Records,
  { userId, at }: CsvWish,
  { title, error, now }: { title: string; error: string; now: number },
): Promise<void> {
  await tx.notices.add({
    key: `cost-file:${userId}:${title}:${at}`,
    kind: 'cost-file',
    payload: { title, error },
    channel: userId,
    threadCardId: null,
    priority: PRIORITY.answer,
    createdAt: now,
    dueAt: now,
  })
}

async function fileOf(
  { costTable, catalogue, costPolicy: { timeZone } }: SendCostCsvDeps,
  wish: CsvWish,
): Promise<{ file: OutgoingFile; comment: string }> {
  const { from, to, lines, sources } = await costTable(wish)
  const { teamName } = createTeamNames(catalogue)
  const name = `cost-${scopeKey(wish.scope)}-${from}-${addDays(to, -1)}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  const file = {
    filename: `${name}.csv`,
    title: name,
    altText: null,
    bytes: new TextEncoder().encode(costCsv({ from, to, lines, teamName: (id) => teamName(id).name })),
  }
  return { file, comment: csvComment({ title: name, isEmpty: lines.length === 0, sources, timeZone }) }
}

const refusedSchema = z.object({ title: z.string(), error: z.string() })

/** Told instead of the file that Slack did not take. */
export async function renderCostFile(
  _reads: Reads,
  payload: Record<string, unknown>,
): Promise<Message | null> {
  return csvRefused(refusedSchema.parse(payload))
}
