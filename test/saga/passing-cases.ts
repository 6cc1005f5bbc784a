import type { FaultName, FaultOptions } from '../../playground/aws/fault-scripts.ts'
import type { Verb } from './cell.ts'

/** What goes wrong and passes by itself, and what people read while it lasts. */
export interface PassingCase {
  verb: Verb
  fault: FaultName
  options?: FaultOptions
  /** AWS said no, so that there is a request id to tell. */
  isAnswered: boolean
  cause: string
  next: string
}

const BY_ITSELF = 'It goes on by itself'
const lasting: FaultOptions = { times: null }

export const PASSING_CASES: PassingCase[] = [
  {
    verb: 'create',
    fault: 'throttling',
    options: lasting,
    isAnswered: true,
    cause: 'AWS has too many calls to answer and asks to slow down',
    next: BY_ITSELF,
  },
  {
    verb: 'modify',
    fault: 'throttling',
    options: lasting,
    isAnswered: true,
    cause: 'AWS has too many calls to answer and asks to slow down',
    next: BY_ITSELF,
  },
  {
    verb: 'create',
    fault: 'expired-credentials',
    isAnswered: true,
    cause: 'the AWS credentials of the bot are missing or have expired',
    next: 'Ask the platform team to renew them: it goes on by itself as soon as they work',
  },
  {
    verb: 'modify',
    fault: 'server-errors',
    options: lasting,
    isAnswered: true,
    cause: 'AWS has trouble of its own and did not carry the call out',
    next: BY_ITSELF,
  },
  {
    verb: 'create',
    fault: 'unreachable',
    isAnswered: false,
    cause: 'AWS cannot be reached at the moment',
    next: BY_ITSELF,
  },
  {
    verb: 'create',
    fault: 'lost-answers',
    isAnswered: false,
    cause: 'AWS did not answer in time, so that it is not known whether the call worked',
    next: 'It looks what is there and goes on from that',
  },
  {
    verb: 'create',
    fault: 'user-group-busy',
    options: lasting,
    isAnswered: true,
    cause: 'AWS is still busy with it and takes no other change for now',
    next: BY_ITSELF,
  },
  {
    verb: 'delete',
    fault: 'in-use-lag',
    options: { ms: 90_000 },
    isAnswered: true,
    cause: 'AWS is still busy with it and takes no other change for now',
    next: BY_ITSELF,
  },
]
