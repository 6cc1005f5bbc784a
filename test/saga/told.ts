import type { ChangeNotice } from '../../src/domain/resources/change-view.ts'
import { loadChangeView } from '../../src/queries/change-view.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { changeNotice } from '../../src/views/resource-notice.ts'
import { asText } from '../harness/as-text.ts'
import { SAGA_POLICY } from '../harness/saga-policy.ts'
import type { SagaStage } from '../harness/saga-stage.ts'

export interface Told {
  /** As blocks, and as the text without blocks. */
  card: [blocks: string, text: string]
  /** By what is new, the same two. */
  thread: Map<string, [blocks: string, text: string]>
}

/** What people read of a change now. */
export async function toldOf({ store, clock }: SagaStage, changeId: string): Promise<Told> {
  const { view, notices } = await store.read(async (reads) => ({
    view: await loadChangeView(reads, SAGA_POLICY, changeId, clock.now()),
    notices: await reads.notices.unfinished(),
  }))
  if (!view) throw new Error(`there is no change ${changeId}`)
  const shown = (message: ReturnType<typeof changeCard>): [string, string] => [asText(message), message.text]
  const told = notices.map(({ payload }) => payload as unknown as ChangeNotice)
  return {
    card: shown(changeCard(view)),
    thread: new Map(
      told
        .filter((notice) => notice.changeId === changeId)
        .map((notice) => [notice.news, shown(changeNotice(view, notice))]),
    ),
  }
}
