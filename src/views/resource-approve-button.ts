import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { buttonValue } from './ids.ts'
import { button } from './kit.ts'
import { plainWords } from './plain-words.ts'
import { meaningOfYes } from './resource-deletion-words.ts'
import { changeTitle } from './resource-words.ts'

/** On the card and in the list of `/approve`. A deletion does not look like anything else, and asks once more. */
export function approveButton(
  view: Pick<ChangeView, 'resource' | 'change'>,
  { id, planHash }: Pick<Approval, 'id' | 'planHash'>,
  actionId: string,
): Button {
  const { resource, change } = view
  const spec = { actionId, value: buttonValue(`${id}:${planHash}`), label: `Approve: ${changeTitle(view)}` }
  if (change.verb !== 'delete') return button({ ...spec, text: 'Approve', style: 'primary' })
  return button({
    ...spec,
    text: 'Approve deletion',
    style: 'danger',
    confirm: {
      title: 'Approve the deletion?',
      text: `${resource.name}: ${plainWords(meaningOfYes(change))}`,
      yes: 'Approve deletion',
      no: 'Not now',
      style: 'danger',
    },
  })
}
