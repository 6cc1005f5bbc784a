import type { SendState } from '../domain/card.ts'
import type { Message } from '../domain/message.ts'
import type { Outgoing } from '../domain/sending.ts'
import type { Reads, Records } from '../domain/store.ts'

/** Where an attempt goes, or when to ask again because its place does not stand yet. */
export type Place = { channel: string; threadTs: string | null } | { again: number }

/** What differs between cards and notices for the code that sends them. */
export interface Parcel<R extends Outgoing> {
  get(reads: Pick<Reads, 'cards' | 'notices'>, id: string): Promise<R | null>
  save(tx: Records, record: R, was: { state: SendState; attemptKey: string | null }): Promise<boolean>
  place(reads: Reads, record: R, now: number): Promise<Place>
  /** null when there is nothing to tell any more. */
  render(reads: Reads, record: R, now: number): Promise<Message | null>
  /** What was rendered of the one also tells the other. A card is edited to what is wanted meanwhile, a notice cannot be. */
  looksAlike(rendered: R, fresh: R): boolean
  /** History cannot be read: alerts rather twice than never, digests rather never than twice. */
  whenUnreadable(record: R): 'again' | 'leave'
  /** False for what tells about problems itself. */
  tellsAdmins(record: R): boolean
  /**
   * Slack refused what it holds. Another form of the same, which takes the record's place in the transaction that stores
   * the refusal, and when it is sent; null: there is none, and the text stands alone from now on.
   */
  lighter?(record: R, now: number): { dueAt: number; store(tx: Records): Promise<void> } | null
  /** After the commit that records a message as standing where none stood. */
  stands?(record: R, now: number): Promise<void>
  /** Rest between two edits of one message. */
  editGapMs(record: R): number
}
