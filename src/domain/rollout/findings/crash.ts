import type { ContainerStateTerminated } from '../../kubernetes-objects.ts'
import { isAboutContainer, newestEvent } from '../events.ts'
import type { Finding, ReasonCode } from '../reasons.ts'
import { timeOf, toSecond } from '../times.ts'
import { badCommandCode } from './bad-command.ts'
import type { ContainerContext } from './context.ts'

/** The second restart tells a crash loop from a start that needed two tries. */
const FATAL_RESTARTS = 2

export function crash(context: ContainerContext): Finding | null {
  const { pod, status, container, isInit, startedAt } = context
  const { state, lastState, restartCount } = status
  const died = state?.terminated ?? lastState?.terminated
  const isLooping = state?.waiting?.reason === 'CrashLoopBackOff'
  if (status.ready || (!died && !isLooping)) return null
  const diedAt = timeOf(died?.finishedAt)
  if (!isLooping && diedAt !== null && diedAt < toSecond(startedAt)) return null
  if (isInit && died?.exitCode === 0 && !isLooping) return null
  const { code, message } = causeOf(context, died)
  const isFatal =
    code === 'bad-command' || code === 'wrong-architecture' || isLooping || restartCount >= FATAL_RESTARTS
  const signal = died && signalOf(died)
  const limit = container?.resources?.limits?.['memory']
  return {
    code,
    weight: isFatal ? 'fatal' : 'waiting',
    message,
    container: status.name,
    isInit,
    pod: pod.metadata.name,
    restarts: restartCount,
    ...(died && { exitCode: died.exitCode }),
    ...(signal !== undefined && { signal }),
    ...(code === 'out-of-memory' && limit !== undefined && { memoryLimit: limit }),
    logs: { pod: pod.metadata.name, container: status.name, previous: state?.terminated === undefined },
  }
}

function causeOf(
  { status, events }: ContainerContext,
  died: ContainerStateTerminated | undefined,
): { code: ReasonCode; message: string } {
  const message = died?.message ?? died?.reason ?? status.state?.waiting?.message ?? ''
  if (died?.reason === 'OOMKilled') return { code: 'out-of-memory', message }
  const command = died ? badCommandCode(died) : null
  if (command) return { code: command, message }
  const about = events.filter((event) => isAboutContainer(event, status.name))
  for (const probe of ['liveness', 'startup'] as const) {
    const kill = newestEvent(about, ['Killing'], new RegExp(`failed ${probe} probe`, 'i'))
    const unhealthy = newestEvent(about, ['Unhealthy'], new RegExp(`${probe} probe (?:failed|errored)`, 'i'))
    const isKilled = kill !== undefined || (unhealthy !== undefined && wasKilled(died))
    if (isKilled) return { code: `${probe}-kill`, message: (unhealthy ?? kill)?.message ?? message }
  }
  return { code: 'crash-loop', message }
}

/** SIGKILL and SIGTERM: somebody ended it. */
function wasKilled(died: ContainerStateTerminated | undefined): boolean {
  return died?.exitCode === 137 || died?.exitCode === 143
}

/** A shell's convention: 128 + the signal. */
function signalOf({ signal, exitCode }: ContainerStateTerminated): number | undefined {
  if (signal) return signal
  return exitCode > 128 && exitCode < 160 ? exitCode - 128 : undefined
}
