import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import limits from './blockkit-limits.json' with { type: 'json' }

export interface InstalledCommand {
  command: string
  description: string
  usageHint: string
  shouldEscape: boolean
}

/** What the simulated workspace knows of the installed app. */
export interface AppManifest {
  botScopes: string[]
  commands: InstalledCommand[]
  interactive: boolean
  /** Whether the app takes direct messages. */
  messagesTab: boolean
}

interface ManifestFile {
  features?: {
    app_home?: { messages_tab_enabled?: boolean }
    slash_commands?: { command: string; description?: string; usage_hint?: string; should_escape?: boolean }[]
  }
  oauth_config?: { scopes?: { bot?: string[]; bot_optional?: string[] } }
  settings?: { interactivity?: { is_enabled?: boolean } }
}

export function readManifest(path: string): AppManifest {
  return parseManifest(readFileSync(path, 'utf8'))
}

export function parseManifest(text: string): AppManifest {
  const file = (parse(text) ?? {}) as ManifestFile
  const commands = (file.features?.slash_commands ?? []).map((entry) => ({
    command: entry.command,
    description: entry.description ?? '',
    usageHint: entry.usage_hint ?? '',
    shouldEscape: entry.should_escape ?? false,
  }))
  for (const command of commands) checkCommand(command)
  const scopes = file.oauth_config?.scopes
  return {
    botScopes: [...(scopes?.bot ?? []), ...(scopes?.bot_optional ?? [])],
    commands,
    interactive: file.settings?.interactivity?.is_enabled ?? false,
    messagesTab: file.features?.app_home?.messages_tab_enabled ?? true,
  }
}

function checkCommand({ command, description, usageHint }: InstalledCommand): void {
  const rule = limits.manifest.slash_commands
  const [shortest = 2, longest = 32] = rule.command
  const right = /^\/[^\s/A-Z]+$/.test(command) && command.length >= shortest && command.length <= longest
  if (!right) throw new Error(`manifest: "${command}" is no slash command name`)
  if (!description || description.length > rule.description)
    throw new Error(`manifest: ${command} needs a description of at most ${rule.description} characters`)
  if (usageHint.length > rule.usage_hint)
    throw new Error(`manifest: the usage hint of ${command} is longer than ${rule.usage_hint} characters`)
}
