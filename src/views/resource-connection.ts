import type { Connection } from '../domain/resources/connection.ts'
import { code, plain, preformatted } from './mrkdwn.ts'

/** Endpoint, where the password is, and lines to copy. */
export function connectionWords(connection: Connection, howToConnect: string[]): string[] {
  const { host, port, readHost, tls, userName, secret } = connection
  const reads = readHost === null ? [] : [`*For reading only* ${code(`${readHost}:${port}`, 255)}`]
  return [
    [
      `*Endpoint* ${code(`${host}:${port}`, 255)}${tls ? ' · TLS only' : ''} · user ${code(userName, 60)}`,
      ...reads,
      `*Password* in the SSM Parameter Store of ${plain(secret.region, 40)}: ${code(secret.name, 255)}`,
    ].join('\n'),
    preformatted(howToConnect, { max: 1_500, most: 12 }),
  ].filter((words) => words !== '')
}
