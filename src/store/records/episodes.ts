import type { EpisodeRecords } from '../../domain/store.ts'
import { jsonList, jsonPairs } from '../dialect.ts'
import type { Session } from '../session.ts'
import { firingAsOf, newBetween, resolvedBetween } from './episode-history.ts'
import { fromEpisodeRow, toEpisodeRow } from './episode-row.ts'
import * as statements from './episode-statements.ts'
import { deleteOverEpisodes } from './old-history.ts'

export function createEpisodeRecords(session: Session): EpisodeRecords {
  return {
    async around(source, alerts) {
      const pairs = alerts.map(({ fingerprint, startsAt }) => [fingerprint, startsAt] as const)
      return (await session.rows(statements.around, { source, alerts: jsonPairs(pairs) })).map(fromEpisodeRow)
    },
    async get(id) {
      const row = await session.first(statements.episodeById, { id })
      return row ? fromEpisodeRow(row) : null
    },
    async insertMany(episodes) {
      await session.changeEach(statements.insertEpisode, episodes.map(toEpisodeRow))
    },
    async update(episode) {
      return (await session.change(statements.updateEpisode, toEpisodeRow(episode))) === 1
    },
    async inThread(threadId) {
      return (await session.rows(statements.inThread, { threadId })).map(fromEpisodeRow)
    },
    async firing(filter) {
      return (await firingRows(session, filter)).map(fromEpisodeRow)
    },
    async firingCounts(threadIds) {
      const rows = await session.rows(statements.firingCounts, { threadIds: jsonList(threadIds) })
      return new Map(rows.map((row) => [row.thread_id, row.firing]))
    },
    async latest(source, fingerprint) {
      const row = await session.first(statements.latest, { source, fingerprint })
      return row ? fromEpisodeRow(row) : null
    },
    async recordAcknowledgement(episodeId, ack, at) {
      await session.change(statements.endAcknowledgement, { episodeId, at })
      if (!ack) return
      const interval = { id: session.newId(), episode_id: episodeId, user_id: ack.userId, from_at: at }
      await session.change(statements.beginAcknowledgement, interval)
    },
    firingAsOf: (at) => firingThen(session, at),
    async newBetween(from, to) {
      return (await session.rows(newBetween, { from, to })).map(fromEpisodeRow)
    },
    async resolvedBetween(from, to) {
      return (await session.rows(resolvedBetween, { from, to })).map(fromEpisodeRow)
    },
    deleteOver: (at, limit) => session.change(deleteOverEpisodes, { at, limit }),
  }
}

function firingRows(session: Session, { source, ruleKey }: { source?: string; ruleKey?: string }) {
  const { FIRING } = statements
  if (source !== undefined && ruleKey !== undefined)
    return session.rows(FIRING.sourceAndRule, { source, ruleKey })
  if (source !== undefined) return session.rows(FIRING.source, { source })
  if (ruleKey !== undefined) return session.rows(FIRING.rule, { ruleKey })
  return session.rows(FIRING.all, {})
}

async function firingThen(session: Session, at: number) {
  const rows = await session.rows(firingAsOf, { at })
  return rows.map(({ ack_user_then: userId, ack_from_then: from, ...row }) => {
    const ack = userId === null || from === null ? null : { userId, at: from }
    const episode = fromEpisodeRow(row)
    return {
      ...episode,
      state: 'firing' as const,
      endsAt: null,
      resolvedReason: null,
      resolvedSeenAt: null,
      ack,
    }
  })
}
