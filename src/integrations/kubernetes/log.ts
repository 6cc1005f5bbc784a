import type { Logger } from '../../lib/logger.ts'

/** The part of the logger that this folder uses. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>
