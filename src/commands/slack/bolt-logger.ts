import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { DoorLog } from './door-deps.ts'

/** Bolt's and the socket client's log lines in ours: only what goes wrong, their debug lines hold whole payloads. */
export function createBoltLogger(logger: DoorLog, part: string): SlackLogger {
  const said = (parts: unknown[]) =>
    parts.map((piece) => (piece instanceof Error ? piece.message : String(piece))).join(' ')
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => logger.warn({ part, said: said(parts) }, 'slack library: warning'),
    error: (...parts) => logger.warn({ part, said: said(parts) }, 'slack library: error'),
    getLevel: () => LogLevel.WARN,
    setLevel: () => undefined,
    setName: () => undefined,
  }
}
