import { commandList } from '../../src/commands/index.ts'
import type { CommandWords } from '../../src/views/help.ts'

const HEAD = `# Slash commands

Generated from the registry in \`src/commands/index.ts\`; do not edit. \`/coxswain help\` shows the same in Slack.
`

export function commandReference(): string {
  return [HEAD, ...commandList.map(section)].join('\n')
}

function section({ name, summary, usage, examples }: CommandWords): string {
  const lines = [`## ${name}`, '', summary, '', `Usage: \`${[name, usage].filter(Boolean).join(' ')}\``]
  const shown = examples.map((example) => `- \`${example}\``)
  return [...lines, '', 'Examples:', '', ...shown, ''].join('\n')
}
