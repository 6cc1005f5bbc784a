type Moment = 'before' | 'after'

export type FaultKind =
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number }
  | { kind: 'ratelimited'; retryAfter: number }
  | { kind: 'drop'; when: Moment }
  | { kind: 'delay'; ms: number; when: Moment }
  | { kind: 'hide'; ms: number }
  | { kind: 'call'; when: 'before' | 'stored' | 'answered'; url: string }

/** `method` is a Web API method, `response_url`, or `*`. `reply`: only calls about a thread, or only others. */
export type Fault = FaultKind & { method: string; channel?: string; reply?: boolean; times?: number }

/** What a call is about. */
interface About {
  channel: string | undefined
  reply: boolean
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** The fault for this call, used up by one. */
  take(method: string, about?: About): Fault | undefined
}

export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = []
  return {
    add: (fault) => void faults.push({ fault: checked(fault), left: fault.times ?? 1 }),
    clear: () => void (faults = []),
    take(method, about) {
      const hit = faults.find(
        ({ fault }) =>
          (fault.method === '*' || fault.method === method) &&
          (!fault.channel || fault.channel === about?.channel) &&
          (fault.reply === undefined || fault.reply === about?.reply),
      )
      if (!hit) return undefined
      hit.left -= 1
      faults = faults.filter((entry) => entry.left > 0)
      return hit.fault
    },
  }
}

const REQUIRED: Record<FaultKind['kind'], Record<string, 'string' | 'number' | readonly string[]>> = {
  error: { error: 'string' },
  status: { status: 'number' },
  ratelimited: { retryAfter: 'number' },
  drop: { when: ['before', 'after'] },
  delay: { ms: 'number', when: ['before', 'after'] },
  hide: { ms: 'number' },
  call: { url: 'string', when: ['before', 'stored', 'answered'] },
}

function checked(fault: Fault): Fault {
  const rules = REQUIRED[fault.kind]
  if (!rules || typeof fault.method !== 'string')
    throw new TypeError('a fault needs a method and a known kind')
  for (const [name, rule] of Object.entries(rules)) {
    const value = (fault as unknown as Record<string, unknown>)[name]
    const right = typeof rule === 'string' ? typeof value === rule : rule.includes(value as string)
    if (!right) throw new TypeError(`a fault of kind ${fault.kind} needs ${name}`)
  }
  return fault
}
