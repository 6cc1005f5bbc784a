import type { Actor } from '../../domain/actor.ts'
import type { HandlingDeps } from './door-deps.ts'

/** Who asks; membership unknown when it cannot be found out, which everything refuses. */
export async function personAsking(
  deps: Pick<HandlingDeps, 'whoIs' | 'logger'>,
  userId: string,
): Promise<Actor> {
  try {
    return await deps.whoIs(userId)
  } catch (error) {
    deps.logger.warn({ error: String(error) }, 'looking up a person: no answer')
    return { kind: 'person', userId, membership: 'unknown', isAdmin: false }
  }
}

/** True the first time. A store that cannot say must not silence people: then what follows decides. */
export async function isFirst(
  deps: Pick<HandlingDeps, 'acceptInteraction' | 'logger'>,
  interaction: { id: string; name: string; userId: string },
): Promise<boolean> {
  const actor: Actor = { kind: 'person', userId: interaction.userId, membership: 'unknown', isAdmin: false }
  try {
    const accepted = await deps.acceptInteraction({
      actor,
      input: { id: interaction.id, name: interaction.name },
    })
    if (accepted.ok && accepted.value === 'repeat') {
      deps.logger.info({ name: interaction.name }, 'interaction delivered again: ignored')
      return false
    }
  } catch (error) {
    deps.logger.error({ error: String(error) }, 'noting an interaction: the store refused')
  }
  return true
}
