import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StoredFile } from '../files/file-book.ts'
import { isImage, kindOf } from '../files/file-kind.ts'
import { mayOpen } from '../files/file-state.ts'
import { findPerson } from '../people/find.ts'
import { UserError } from '../people/user-error.ts'
import type { World } from '../world.ts'
import { bearerToken } from './authorise.ts'
import { answerJson } from './respond.ts'

/** Answers `/files-pri/<team>-<file>/…`, a file's `url_private`: with the bot's token only. */
export function serveFile(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', world.url).pathname
  const id = /^\/files-pri\/\w+-(F\w+)\//.exec(path)?.[1] ?? ''
  const isBot = bearerToken(request.headers.authorization) === world.credentials.botToken
  const file = isBot ? world.files.get(id) : undefined
  if (file) sendFile(response, file)
  else answerJson(response, { ok: false, error: 'file_not_found' }, { status: 404 })
  return Promise.resolve()
}

/** Answers `/playground/people/<who>/files/<file>`: what this person may open. */
export function servePersonsFile(
  world: World,
  response: ServerResponse,
  [who = '', id = '']: string[],
): void {
  const file = world.files.get(id)
  const person = findPerson(world.workspace, who)
  if (!file || file.completedMs === null || !mayOpen(world, person, file))
    throw new UserError(404, 'file_not_found', `${person.name} sees no file ${id}`)
  sendFile(response, file)
}

/** Only images are shown in place: nothing that was uploaded may run in the page. */
function sendFile(response: ServerResponse, file: StoredFile): void {
  const kind = kindOf(file)
  const way = isImage(kind) ? 'inline' : 'attachment'
  response.writeHead(200, {
    'content-type': kind.mimetype,
    'content-length': file.bytes?.length ?? 0,
    'content-disposition': `${way}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  response.end(file.bytes ?? undefined)
}
