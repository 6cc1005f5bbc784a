import { nearest } from '../../src/lib/nearest.ts'
import { ConfigError } from '../../src/config/problem.ts'
import { checkConfig } from './check-config.ts'
import { EXIT, UsageError, type Answer, type Around } from './answer.ts'
import { USAGE } from './usage.ts'
import { answerWhoCan } from './who-can.ts'

const COMMANDS: Record<string, (args: string[], around: Around) => Answer> = {
  'who-can': answerWhoCan,
  'check-config': checkConfig,
}

/** The offline command line: reads the configuration, and nothing else. */
export function run([name, ...args]: string[], around: Around): Answer {
  if (name === undefined || name === 'help' || name === '--help') {
    return { text: USAGE, exitCode: name === undefined ? EXIT.wrong : EXIT.yes }
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  try {
    if (!command) throw new UsageError(unknownCommand(name))
    return command(args, around)
  } catch (error) {
    if (error instanceof ConfigError) return { text: error.message, exitCode: EXIT.wrong }
    if (!(error instanceof UsageError)) throw error
    return { text: error.message, exitCode: EXIT.wrong }
  }
}

function unknownCommand(name: string): string {
  const [meant] = nearest(name, Object.keys(COMMANDS), 1)
  return `no command "${name}"${meant ? `: did you mean ${meant}?` : ''}\n\n${USAGE}`
}
