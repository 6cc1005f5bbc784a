import { readFileSync } from 'node:fs'

/** A recorded or built webhook body of test/payloads, as its bytes were. */
export function payload(path: string): string {
  return readFileSync(new URL(`../payloads/${path}`, import.meta.url), 'utf8')
}
