import type { ServerResponse } from 'node:http'
import type { Fault } from '../faults.ts'

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** Handles one call the way the fault says. Resolves with what was answered; `dropped` when nothing was. */
export async function handleFaulty(
  fault: Fault | undefined,
  response: ServerResponse,
  steps: { handle: () => Answer; send: (answer: Answer) => void; hide: (answer: Answer, ms: number) => void },
): Promise<Answer | 'dropped'> {
  const at = (kind: Fault['kind'], when: string) =>
    fault?.kind === kind && 'when' in fault && fault.when === when
  const drop = () => {
    response.destroy()
    return 'dropped' as const
  }
  if (at('call', 'before')) await visit(fault)
  if (at('delay', 'before')) await pause(fault)
  if (at('drop', 'before')) return drop()
  const answer = (fault && insteadOfHandling(fault)) ?? steps.handle()
  if (fault?.kind === 'hide') steps.hide(answer, fault.ms)
  if (at('call', 'stored')) await visit(fault)
  if (at('delay', 'after')) await pause(fault)
  if (at('drop', 'after')) return drop()
  const flushed = new Promise<void>((resolve) => response.once('close', resolve))
  steps.send(answer)
  if (at('call', 'answered')) {
    await flushed
    await visit(fault)
  }
  return answer
}

function insteadOfHandling(fault: Fault): Answer | undefined {
  if (fault.kind === 'error') return { status: 200, body: { ok: false, error: fault.error } }
  if (fault.kind === 'status') return { status: fault.status, body: { ok: false, error: 'internal_error' } }
  if (fault.kind !== 'ratelimited') return undefined
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(fault.retryAfter) },
  }
}

/** Waits for the answer; whoever is asked may die of it. */
async function visit(fault: Fault | undefined): Promise<void> {
  if (fault?.kind !== 'call') return
  await fetch(fault.url, { method: 'POST' }).catch(() => undefined)
}

const pause = (fault: Fault | undefined) =>
  new Promise<void>((resolve) => setTimeout(resolve, fault?.kind === 'delay' ? fault.ms : 0))
