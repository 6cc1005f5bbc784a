import type { App } from '@slack/bolt'
import { nothingHereMessage } from '../../views/answers.ts'
import type { HandlingDeps } from './door-deps.ts'
import { createClickHandler } from './handle-click.ts'
import { createCommandHandler, type Ack } from './handle-command.ts'
import { createSubmissionHandler } from './handle-submission.ts'
import { createSuggestionHandler } from './handle-suggestion.ts'

/** One listener per kind of payload, dispatching through our registry: every matching Bolt listener would run, and a second acknowledgement throws. */
export function registerListeners(app: App, deps: HandlingDeps): void {
  const onCommand = createCommandHandler(deps)
  const onClick = createClickHandler(deps)
  const onSubmission = createSubmissionHandler(deps)
  const onSuggestion = createSuggestionHandler(deps)
  app.command(/.*/, async ({ body, ack }) => onCommand(body, ack as Ack))
  app.action(/.*/, async ({ body, ack }) => onClick(body, ack as Ack))
  app.view(/.*/, async ({ body, ack }) => onSubmission(body, ack as Ack))
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack }) => ack())
  app.options(/.*/, async ({ body, ack }) => onSuggestion(body, ack as Ack))
  app.shortcut(/.*/, async ({ body, ack }) => {
    await ack()
    const responseUrl = 'response_url' in body ? body.response_url : null
    if (responseUrl) await deps.answers.ephemeral(responseUrl, nothingHereMessage())
  })
}
