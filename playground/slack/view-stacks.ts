import type { ViewDefinition } from './blockkit/view-definition.ts'
import type { InputValues } from './input-values.ts'
import type { Offered } from './offered-options.ts'

export interface OpenView {
  id: string
  userId: string
  definition: ViewDefinition
  values: InputValues
  hash: string
  rootId: string
  previousId: string | null
  /** What the app offered to searchable pickers. */
  offered: Offered
  /** What the bot answered to the last submission, by block_id. */
  errors: Record<string, string>
}

/** The open modals: one stack per person, the newest last. */
export interface ViewStacks {
  of(userId: string): readonly OpenView[]
  get(id: string): OpenView | undefined
  byExternalId(externalId: string): OpenView | undefined
  push(view: OpenView): void
  close(view: OpenView): void
  clear(userId: string): void
}

export function createViewStacks(): ViewStacks {
  const stacks = new Map<string, OpenView[]>()
  const all = () => [...stacks.values()].flat()
  const of = (userId: string) => stacks.get(userId) ?? []
  return {
    of,
    get: (id) => all().find((view) => view.id === id),
    byExternalId: (externalId) => all().find((view) => view.definition.external_id === externalId),
    push: (view) => void stacks.set(view.userId, [...of(view.userId), view]),
    close: (view) =>
      void stacks.set(
        view.userId,
        of(view.userId).filter((other) => other !== view),
      ),
    clear: (userId) => void stacks.delete(userId),
  }
}
