import type { SectionBlock } from '@slack/types'
import { isOver } from '../domain/resources/resource.ts'
import type { ResourceRow } from '../domain/resources/resource-views.ts'
import { teamName } from './deploy-team.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button, section } from './kit.ts'
import { code, plain } from './mrkdwn.ts'
import { shortPrice } from './price-words.ts'
import { resourceChip } from './resource-state-words.ts'
import { resourceName } from './resource-words.ts'

/** One resource in a list, with a button to all that is known of it. */
export function resourceRow(row: ResourceRow, index: number): SectionBlock {
  const { resource } = row
  return section(
    rowLines(row).join('\n'),
    button({
      text: 'Details',
      actionId: numbered(ACTION.showResource, index),
      value: buttonValue(resource.id),
      label: `Details: ${resource.name}`,
    }),
  )
}

export function rowLines({ resource, team, summary, change }: ResourceRow): [string, string] {
  const { mark, word } = resourceChip(resource, change)
  const { project, environment, region } = resource
  return [
    `${mark} ${resourceName(resource)} · ${word} · ${plain(summary === '' ? 'not known' : summary, 120)}`,
    `${isOver(resource) ? '' : `${shortPrice(resource.price)} · `}${plain(environment, 40)} · ${plain(region, 40)} · project ${code(project, 60)} · ${teamName(team)}`,
  ]
}
