import { randomBytes, randomInt, randomUUID } from 'node:crypto'

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export function randomText(length: number, alphabet = LETTERS): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** An id as Slack makes them: a letter for the kind, then capitals and digits. */
export const newId = (kind: string) => kind + randomText(10, CAPITALS)
export const newUuid = (): string => randomUUID()
export const newBlockId = () => randomText(5)
export const newTriggerId = () =>
  `${randomInt(1e9, 1e10)}.${randomInt(1e9, 1e10)}.${randomBytes(16).toString('hex')}`
export const newViewHash = (nowMs: number) => `${Math.floor(nowMs / 1000)}.${randomText(8)}`
export const newSecret = (bytes = 16) => randomBytes(bytes).toString('hex')

const TIMESTAMP = /^\d+(\.\d{1,6})?$/
export const isTimestamp = (text: string) => TIMESTAMP.test(text)

/** Slack's message timestamps as whole microseconds, so that they compare as numbers. */
export function microsOf(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.')
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0').slice(0, 6) || 0)
}

export function timestampOf(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
}
