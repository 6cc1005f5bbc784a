import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WorkspaceEvent } from '../event-feed.ts'
import { findPerson } from '../people/find.ts'
import type { SlackSimulator } from '../simulator-types.ts'
import { answerJson } from './respond.ts'

const KEEP_ALIVE_MS = 15_000

/** Server-sent events; with a person, only what that person may see. */
export function streamEvents(
  { world }: SlackSimulator,
  who: string | null,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const known = !who || [...world.workspace.people.values()].some((p) => p.id === who || p.persona === who)
  if (!known)
    return answerJson(
      response,
      { ok: false, error: 'person_not_found', message: `nobody here is called "${who}"` },
      { status: 404 },
    )
  const person = who ? findPerson(world.workspace, who) : undefined
  const sees = (event: WorkspaceEvent) => {
    if (!person) return true
    if (event.user && event.user !== person.id) return false
    const channel = event.channel ? world.workspace.channels.get(event.channel) : undefined
    if (!channel || event.user) return true
    return channel.members.has(person.id) || (!channel.private && person.membership === 'member')
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': connected\n\n')
  const end = world.events.subscribe((event) => {
    const { user: _hidden, ...shown } = event
    if (sees(event)) response.write(`data: ${JSON.stringify(shown)}\n\n`)
  })
  const beat = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS)
  request.on('close', () => {
    clearInterval(beat)
    end()
  })
}
