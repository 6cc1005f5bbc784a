import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { LockedService } from '../operations/lock-service.ts'
import type { FindService } from '../queries/find-service.ts'
import type { ListLocks } from '../queries/list-locks.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { note } from '../views/kit.ts'
import { lockedWords, lockList } from '../views/lock-list.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import type { SlashCommand } from './door.ts'
import { readPlace, withoutDuration } from './place-arguments.ts'

export const lockWords = {
  name: '/lock',
  summary: 'Show locks and freezes, or keep a service from being deployed until it is unlocked',
  usage: '[<service> <environment> [<duration>] <reason>]',
  examples: ['/lock', '/lock checkout prod load test until tonight', '/lock checkout prod 2h load test'],
} as const satisfies CommandWords

export interface LockDeps {
  listLocks: ListLocks
  findService: FindService
  lockService: Operation<LockedService>
  deployPolicy: Pick<DeployPolicy, 'environments'>
  now(): number
}

export function createLockCommand(deps: LockDeps): SlashCommand {
  return {
    ...lockWords,
    examples: [...lockWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(lockWords)
      if (words.length === 0) {
        const listed = await deps.listLocks({ actor })
        return listed.ok ? lockList(listed.value) : refusalMessage(listed.refusal)
      }
      const read = await readPlace(deps, { actor, words: words.map((word) => word.text) })
      if (!read.ok)
        return read.refusal ? refusalMessage(read.refusal) : usageMessage(lockWords, { text: read.problem })
      const { forMs, rest } = withoutDuration(read.rest)
      if (rest.length === 0) return usageMessage(lockWords, { text: 'Why? Whoever meets the lock reads it.' })
      const input = { ...read.place, forMs, reason: rest.join(' ') }
      const locked = await deps.lockService({ actor, input })
      if (!locked.ok) return refusalMessage(locked.refusal)
      return note(lockedWords({ ...read.place, reason: input.reason, ...locked.value }))
    },
  }
}
