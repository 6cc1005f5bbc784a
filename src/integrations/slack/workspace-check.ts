import type { Checked, CheckedChannel, WorkspaceCheck } from '../../domain/workspace-check.ts'
import { createSlackCalls, type Body, type CallResult, type SlackCall, type SlackDeps } from './calls.ts'

const TIMEOUT_MS = 5_000
const PAGE_SIZE = 999
// 20 calls a minute are allowed; a workspace with more channels is asked for the rest one by one.
const MOST_PAGES = 5
const MOST_SINGLE = 40

/** Adapter of the port WorkspaceCheck. */
export function createWorkspaceCheck(deps: SlackDeps): WorkspaceCheck {
  const call = createSlackCalls({ timeoutMs: TIMEOUT_MS, ...deps })
  return {
    async bot() {
      const result = await call('auth.test', {})
      if (result.outcome !== 'done') return { ok: false, error: errorOf(result) }
      return { ok: true, value: { team: textOf(result.body.team), scopes: scopesOf(result.body) } }
    },
    async channels(ids) {
      const listed = await listChannels(call, new Set(ids))
      if (!listed.ok) return listed
      const { found, complete } = listed.value
      const rest = complete ? [] : ids.filter((id) => !found.has(id)).slice(0, MOST_SINGLE)
      for (const id of rest) {
        const result = await call('conversations.info', { channel: id })
        if (result.outcome === 'done') found.set(id, toChannel(result.body.channel as Body))
        else if (errorOf(result) !== 'channel_not_found') return { ok: false, error: errorOf(result) }
      }
      return { ok: true, value: found }
    },
    async userGroups() {
      const result = await call('usergroups.list', {})
      if (result.outcome !== 'done') return { ok: false, error: errorOf(result) }
      return { ok: true, value: listOf(result.body.usergroups).map((group) => textOf(group.id)) }
    },
  }
}

type Listed = Checked<{ found: Map<string, CheckedChannel>; complete: boolean }>

async function listChannels(call: SlackCall, wanted: Set<string>): Promise<Listed> {
  const found = new Map<string, CheckedChannel>()
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const result = await call('conversations.list', {
      types: 'public_channel,private_channel',
      limit: PAGE_SIZE,
      ...(cursor ? { cursor } : {}),
    })
    if (result.outcome !== 'done') return { ok: false, error: errorOf(result) }
    for (const channel of listOf(result.body.channels)) {
      if (wanted.has(textOf(channel.id))) found.set(textOf(channel.id), toChannel(channel))
    }
    cursor = (result.body.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? ''
    if (cursor === '' || found.size === wanted.size) return { ok: true, value: { found, complete: true } }
  }
  return { ok: true, value: { found, complete: false } }
}

function toChannel(channel: Body): CheckedChannel {
  return {
    name: textOf(channel.name),
    archived: channel.is_archived === true,
    joined: channel.is_member === true,
  }
}

// Slack names the token's scopes in a header of every answer, which the client puts here.
function scopesOf(body: Body): string[] | null {
  const scopes = (body.response_metadata as { scopes?: unknown } | undefined)?.scopes
  return Array.isArray(scopes) ? scopes.map(String) : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): Body[] {
  return Array.isArray(value) ? (value as Body[]) : []
}

function errorOf(result: Exclude<CallResult, { outcome: 'done' }>): string {
  return result.outcome === 'limited' ? 'ratelimited' : result.error
}
