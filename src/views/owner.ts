import type { Team } from '../domain/catalogue.ts'
import type { Message } from '../domain/message.ts'
import { fit } from './fit.ts'
import { message, section } from './kit.ts'
import { channel, code, person, plain, userGroup } from './mrkdwn.ts'

/** One entry of the catalogue that answers the question. */
export interface Ownership {
  namespace: string
  /** Empty: every cluster. */
  clusters: string[]
  team: Team | null
  services: string[]
  /** Members of the team as far as known; null when Slack could not be asked. */
  people: string[] | null
}

const MOST_PEOPLE = 15

export function ownerMessage(entries: Ownership[]): Message {
  const rows = entries.map((entry) => section(ownershipWords(entry)))
  const rest = (count: number) => `… and ${count} more entries: name a cluster as well`
  const besides = [section(rest(entries.length))]
  const count = fit(
    rows.map((row) => [row]),
    { besides, maxRows: 10 },
  )
  const blocks = rows.slice(0, count)
  if (count < rows.length) blocks.push(section(rest(rows.length - count)))
  return message(blocks.map((block) => block.text?.text ?? '').join('\n\n'), blocks)
}

export function unknownNamespaceMessage(view: {
  namespace: string
  cluster: string | null
  nearest: string[]
  clusters: string[]
}): Message {
  const where = view.cluster === null ? '' : ` in ${code(view.cluster, 80)}`
  const lines = [`No project ${code(view.namespace, 80)}${where} is in the catalogue, so nobody owns it.`]
  if (view.clusters.length > 0)
    lines.push(
      `It is known in ${view.clusters
        .slice(0, 10)
        .map((name) => code(name, 80))
        .join(', ')}.`,
    )
  if (view.nearest.length > 0)
    lines.push(`Did you mean ${view.nearest.map((name) => code(name, 80)).join(', ')}?`)
  lines.push('To register it, ask the platform team to add it to the catalogue.')
  const text = lines.join(' ')
  return message(text, [section(text)])
}

function ownershipWords(entry: Ownership): string {
  const where =
    entry.clusters.length === 0
      ? 'every cluster'
      : entry.clusters
          .slice(0, 10)
          .map((name) => code(name, 80))
          .join(', ')
  const lines = [`*${code(entry.namespace, 80)}* · ${where}`]
  if (entry.team === null) {
    lines.push('⚠️ Its team is not in the catalogue. Ask the platform team to assign one.')
    return lines.join('\n')
  }
  lines.push(`Team: *${plain(entry.team.name, 100)}*`)
  lines.push(`Channel: ${channel(entry.team.channel)}`)
  lines.push(`Slack group: ${entry.team.userGroup ? userGroup(entry.team.userGroup) : 'none'}`)
  lines.push(`People: ${peopleWords(entry.people)}`)
  if (entry.services.length > 0)
    lines.push(
      `Services: ${entry.services
        .slice(0, 20)
        .map((name) => code(name, 80))
        .join(', ')}`,
    )
  return lines.join('\n')
}

function peopleWords(people: string[] | null): string {
  if (people === null) return 'Slack cannot say at the moment; try again in a minute'
  if (people.length === 0) return 'nobody yet'
  const rest = people.length > MOST_PEOPLE ? ` and ${people.length - MOST_PEOPLE} more` : ''
  return `${people.slice(0, MOST_PEOPLE).map(person).join(' ')}${rest}`
}
