import { ApiError } from '../api-error.ts'
import { isRecord } from '../blockkit/checks.ts'
import type { Transport } from '../delivery.ts'
import { acceptContent } from '../message-arguments.ts'
import { postEphemeral, postMessage } from '../messages.ts'
import { commandPayload } from '../payloads.ts'
import type { Channel, Person } from '../workspace.ts'
import type { World } from '../world.ts'
import { UserError } from './user-error.ts'
import { withLinks } from './typing.ts'

export type CommandResult =
  | { ok: true; ackMs: number; response?: { ts: string; text: string; blocks: unknown[] } }
  | { ok: false; error: string; message: string; ackMs?: number }

/** Types a slash command, e.g. `/alerts mine`. */
export async function typeCommand(
  world: World,
  transport: Transport,
  { person, channel, line }: { person: Person; channel: Channel; line: string },
): Promise<CommandResult> {
  const [, name = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(line.trim()) ?? []
  if (!name) throw new UserError(400, 'no_command', 'a command begins with a slash')
  const command = world.manifest.commands.find((entry) => entry.command === name.toLowerCase())
  if (!command) return { ok: false, error: 'unknown_command', message: `${name} is not a valid command.` }
  const text = command.shouldEscape ? withLinks(world.workspace, rest) : rest
  const payload = commandPayload(world, { person, channel, command: command.command, text })
  const delivered = await transport.deliver({ type: 'slash_commands', payload, acceptsAnswer: true })
  const { ackMs } = delivered
  if (delivered.outcome !== 'acknowledged') return failed(name, delivered.outcome, ackMs)
  try {
    const response = showAnswer(world, { person, channel, line, answer: delivered.answer })
    return { ok: true, ackMs, ...(response ? { response } : {}) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return failed(name, 'invalid_command_response', ackMs)
  }
}

const failed = (name: string, error: string, ackMs: number): CommandResult => ({
  ok: false,
  error,
  message: `${name} failed with the error "${error}"`,
  ackMs,
})

function showAnswer(
  world: World,
  { person, channel, line, answer }: { person: Person; channel: Channel; line: string; answer: unknown },
) {
  const given = typeof answer === 'string' ? { text: answer } : answer
  if (!isRecord(given)) return undefined
  const inChannel = given['response_type'] === 'in_channel'
  if (inChannel) postMessage(world, channel, { user: person.id, text: line, blocks: [] })
  if (!given['text'] && !given['blocks']) return undefined
  const { text, blocks } = acceptContent(world, given)
  const message = inChannel
    ? postMessage(world, channel, { user: world.workspace.bot.userId, text, blocks })
    : postEphemeral(world, channel, { viewer: person.id, text, blocks })
  return { ts: message.ts, text: message.text, blocks: message.blocks }
}
