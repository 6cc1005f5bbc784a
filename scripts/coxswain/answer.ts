import type { Surroundings } from '../../src/config/read-secrets.ts'

export const EXIT = { yes: 0, no: 1, wrong: 2, depends: 3 } as const

/** What a command prints and ends with. */
export interface Answer {
  text: string
  exitCode: (typeof EXIT)[keyof typeof EXIT]
}

export interface Around extends Surroundings {
  now(): number
}

/** The command was not understood; the message says what to write instead. */
export class UsageError extends Error {}
