import { randomBytes } from 'node:crypto'

/** Time-ordered 26-character id (48 bits of time, 80 of randomness), lower-case base 32. */
export type NewId = () => string

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export function createNewId(now: () => number): NewId {
  return () => {
    let time = now()
    let head = ''
    for (let i = 0; i < 10; i++) {
      head = (ALPHABET[time % 32] ?? '0') + head
      time = Math.floor(time / 32)
    }
    let tail = ''
    for (const byte of randomBytes(16)) tail += ALPHABET[byte % 32] ?? '0'
    return head + tail
  }
}
