import { podStart } from '../pods.ts'
import type { Finding, ReasonCode } from '../reasons.ts'
import { badCommandCode } from './bad-command.ts'
import { type ContainerContext, msSince, PATIENCE_MS } from './context.ts'
import { own } from '../../own.ts'

const CREATE_REASONS: Readonly<Record<string, ReasonCode>> = {
  CreateContainerConfigError: 'config-missing',
  CreateContainerError: 'container-not-created',
  RunContainerError: 'container-not-created',
  PreCreateHookError: 'hook-failed',
  PreStartHookError: 'hook-failed',
  PostStartHookError: 'hook-failed',
}

const CACHE_NOT_SYNCED = /failed to sync \S* ?cache/i
const NODE_TROUBLE = /deadline exceeded|name .* is (?:already )?reserved/i

/** The container could not be made or started at all. */
export function notCreated(context: ContainerContext): Finding | null {
  const { pod, status, isInit } = context
  const waiting = status.state?.waiting
  const code = own(CREATE_REASONS, waiting?.reason ?? '')
  if (code === undefined) return null
  const message = waiting?.message ?? ''
  const found = { message, container: status.name, isInit, pod: pod.metadata.name }
  if (CACHE_NOT_SYNCED.test(message)) return { ...found, code: 'config-not-synced', weight: 'waiting' }
  const isYoung = msSince(podStart(pod), context) < PATIENCE_MS
  if (NODE_TROUBLE.test(message) && isYoung) return { ...found, code, weight: 'waiting' }
  const command = code === 'container-not-created' ? badCommandCode({ message, exitCode: 128 }) : null
  return { ...found, code: command ?? code, weight: 'fatal' }
}
