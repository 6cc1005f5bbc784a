import type { Messages } from '../domain/messages.ts'
import type { Outgoing } from '../domain/sending.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { NewId } from '../lib/id.ts'
import type { Logger } from '../lib/logger.ts'
import type { Budget } from './sending-budget.ts'
import type { Holds } from './sending-holds.ts'
import type { Parcel } from './sending-parcel.ts'
import type { WriterPause } from './sending-pause.ts'
import type { WaitingReplies } from './sending-threads.ts'

/** What every job that writes to Slack is made with; the same objects for all of them. */
export interface SendingDeps {
  store: Store
  messages: Messages
  budget: Budget
  pause: WriterPause
  waitingReplies: WaitingReplies
  clock: Clock
  newId: NewId
  logger: Pick<Logger, 'info' | 'warn'>
  /** Takes what its own channel refuses. */
  fallbackChannel: string
  adminChannel: string
}

/** The same with one kind of record to send. */
export interface SendingKit<R extends Outgoing> extends SendingDeps {
  parcel: Parcel<R>
  holds: Holds
}
