import { z } from 'zod'
import type { Answers } from '../domain/messages.ts'
import type { ThreadAlertsQuery } from '../queries/thread-alerts.ts'
import { refusalWords } from '../views/refusals.ts'
import { threadAlertsModal } from '../views/thread-alerts-modal.ts'
import { wordsModal } from '../views/words-modal.ts'
import type { Click } from './door.ts'

const metadata = z.object({ v: z.literal(1), threadId: z.string(), page: z.number() })

/** Shows the modal of a thread's alerts again, at a page, with what the click did. */
export async function refreshThreadModal(
  deps: { threadAlerts: ThreadAlertsQuery },
  { click, answers, page, outcome }: { click: Click; answers: Answers; page?: number; outcome?: string },
): Promise<void> {
  const { view } = click
  const known = view && readMetadata(view.privateMetadata)
  if (!view || !known) return
  const found = await deps.threadAlerts({ actor: click.actor, input: { threadId: known.threadId } })
  if (!found.ok) {
    await answers.updateModal(view.id, null, wordsModal(`🚫 ${refusalWords(found.refusal)}`))
    return
  }
  const shown = threadAlertsModal({
    ...found.value,
    page: page ?? known.page,
    ...(outcome ? { outcome } : {}),
  })
  const updated = await answers.updateModal(view.id, view.hash, shown)
  // It was changed since the click was made: what is shown now was read just now, so it may win.
  if (updated.error === 'hash_conflict') await answers.updateModal(view.id, null, shown)
}

function readMetadata(text: string): z.infer<typeof metadata> | null {
  try {
    const parsed = metadata.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
