import { PRIORITY } from '../domain/message.ts'
import type { Effect } from '../domain/sending.ts'
import type { Records } from '../domain/store.ts'

type TellAdmins = Extract<Effect, { kind: 'tell-admins' }>

const TOPICS = {
  'channel-refused': 'slack-refused',
  'content-refused': 'blocks-refused',
  'edits-refused': 'slack-refused',
  'history-unreadable': 'history-unreadable',
  parked: 'slack-refused',
} as const

/** Once per problem, channel and day, in the transaction of the transition that it tells about. */
export async function tellAdmins(
  tx: Records,
  { topic, channel, error, details }: TellAdmins,
  { adminChannel, fallbackChannel, now }: { adminChannel: string; fallbackChannel: string; now: number },
): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10)
  const fallback = topic === 'channel-refused' ? { fallback: fallbackChannel } : {}
  const values = { channel, error, details: details.join(' ').slice(0, 400), ...fallback }
  await tx.notices.add({
    key: `admin:${topic}-${channel}:${day}`,
    kind: 'admin',
    payload: { topic: TOPICS[topic], values },
    channel: adminChannel,
    threadCardId: null,
    priority: PRIORITY.normal,
    createdAt: now,
    dueAt: now,
  })
}
