import type { Answers } from '../../domain/messages.ts'
import type { Clock } from '../../lib/clock.ts'
import type { NewId } from '../../lib/id.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Operation } from '../../operations/define-operation.ts'
import type { WhoIs } from '../../queries/who-is.ts'
import type { Interaction, SlashCommand, Submission, Suggestion } from '../door.ts'

export type DoorLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** What handling of commands, clicks, submissions and pickers needs, whichever way they come. */
export interface HandlingDeps {
  commands: SlashCommand[]
  interactions: Interaction[]
  submissions: Submission[]
  suggestions: Suggestion[]
  whoIs: WhoIs
  answers: Answers
  /** Says `repeat` for what Slack delivers again. */
  acceptInteraction: Operation<'first' | 'repeat'>
  clock: Clock
  newId: NewId
  logger: DoorLog
  /** Time from arrival to acknowledgement, by command, action id or callback id. */
  onAcknowledged?: (name: string, ms: number) => void
}
