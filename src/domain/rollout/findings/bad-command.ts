import type { ContainerStateTerminated } from '../../kubernetes-objects.ts'
import type { ReasonCode } from '../reasons.ts'

const WRONG_ARCHITECTURE = /exec format error/i
const NO_COMMAND =
  /executable file not found|no such file or directory|permission denied|not a directory|is a directory|command not found/i

/**
 * The command cannot be run. Exit code 128 alone is no proof: a node in trouble gives it too, and the next start may
 * go well.
 */
export function badCommandCode({
  reason,
  message = '',
  exitCode,
}: Pick<ContainerStateTerminated, 'reason' | 'message' | 'exitCode'>): ReasonCode | null {
  if (WRONG_ARCHITECTURE.test(message)) return 'wrong-architecture'
  if (exitCode === 126 || exitCode === 127) return 'bad-command'
  const couldNotStart = reason === 'ContainerCannotRun' || reason === 'StartError' || exitCode === 128
  return couldNotStart && NO_COMMAND.test(message) ? 'bad-command' : null
}
