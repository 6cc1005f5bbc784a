import { BLOCKING } from './evaluate.ts'
import type { ReasonCode } from './reasons.ts'
import type { Verdict } from './verdict.ts'

/** What pods may wait for in vain until a person does something. */
const MAY_NOT_HEAL: ReadonlySet<ReasonCode> = new Set<ReasonCode>([...BLOCKING, 'image-pull'])

/** Why it does not get on although nothing failed: a reason's code, `blocked` when none is known. null: it gets on. */
export function stuckBy({
  phase,
  reasons,
  notes,
}: Pick<Verdict, 'phase' | 'reasons' | 'notes'>): string | null {
  const cause = reasons.find(({ code, weight }) => weight === 'waiting' && MAY_NOT_HEAL.has(code))
  if (phase === 'blocked') return cause?.code ?? reasons[0]?.code ?? phase
  if (phase !== 'rolling' && phase !== 'timed-out-still-running') return null
  // Nodes are on their way.
  if (notes.some(({ code }) => code === 'scale-up-under-way')) return null
  return cause?.code ?? null
}
