import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { ListAudit } from '../queries/list-audit.ts'
import { outdatedMessage } from '../views/answers.ts'
import { auditList } from '../views/audit-list.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { tell } from './deploy-click.ts'
import type { Interaction, SlashCommand } from './door.ts'

export const auditWords = {
  name: '/audit',
  summary: 'Show who decided what, newest first (admins)',
  usage: '[@person|<deploy id>|<resource name>]',
  examples: ['/audit', '/audit @dana', '/audit payments-prod-sessions'],
} as const satisfies CommandWords

export interface AuditDeps {
  listAudit: ListAudit
  now(): number
}

interface AuditPart {
  userId?: string
  subject?: string
  before?: number
}

export function createAuditCommand(deps: AuditDeps): SlashCommand {
  return {
    ...auditWords,
    examples: [...auditWords.examples],
    async run({ actor, text }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(auditWords)
      const [first, ...rest] = words
      if (rest.length > 0)
        return usageMessage(auditWords, { text: 'One person, deploy or resource at a time.' })
      if (!first) return auditMessage(deps, actor, {})
      const filter = first.kind === 'person' ? { userId: first.text } : { subject: first.text }
      return auditMessage(deps, actor, filter)
    },
  }
}

const PART = z
  .string()
  .regex(/^v1:\d{1,15}:(|user:[A-Z0-9]{1,30}|subject:\S{1,600})$/)
  .transform((value): AuditPart => {
    const [, before = '', kind = '', ...rest] = value.split(':')
    const part = { before: Number(before) }
    if (kind === 'user') return { ...part, userId: rest.join(':') }
    return kind === 'subject' ? { ...part, subject: rest.join(':') } : part
  })

/** `v1:<before>:`, `v1:<before>:user:<id>`, `v1:<before>:subject:<id>` */
export function createMoreAuditClick(deps: AuditDeps): Interaction {
  return {
    actionId: ACTION.moreAudit,
    async run(click, answers) {
      const part = PART.safeParse(click.value)
      const message = part.success ? await auditMessage(deps, click.actor, part.data) : outdatedMessage()
      await tell(answers, click, message)
    },
  }
}

async function auditMessage(deps: AuditDeps, actor: Actor, filter: AuditPart): Promise<Message> {
  const listed = await deps.listAudit({ actor, input: filter })
  return listed.ok ? auditList({ ...listed.value, filter }, deps.now()) : refusalMessage(listed.refusal)
}
