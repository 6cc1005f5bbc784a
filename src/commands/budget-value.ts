import { z } from 'zod'

const VALUE = z.string().regex(/^v1(:[^:]{1,400})?$/)

/** `v1`, or `v1:<budgetId>` URI-encoded; null for anything else. */
export function parseBudgetButton(value: string): { budgetId: string | null } | null {
  const parsed = VALUE.safeParse(value)
  if (!parsed.success) return null
  const [, encoded] = parsed.data.split(':')
  try {
    return { budgetId: encoded === undefined ? null : decodeURIComponent(encoded) }
  } catch {
    return null
  }
}

/** A budget as somebody saw it: what they decide holds for that one only. */
export interface SeenBudget {
  budgetId: string
  /** null: there was none. */
  version: number | null
}

/** `<version>@<budgetId>`, `-@<budgetId>` of one that is not there yet. */
export function seenValue({ budgetId, version }: SeenBudget): string {
  return `${version ?? '-'}@${budgetId}`
}

export function parseSeen(value: string): SeenBudget | null {
  const [, version, budgetId = ''] = /^(-|\d{1,15})@(.+)$/s.exec(value) ?? []
  if (version === undefined) return null
  return { budgetId, version: version === '-' ? null : Number(version) }
}
