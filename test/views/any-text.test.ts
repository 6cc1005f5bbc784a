import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import { currentAlerts } from '../../src/domain/current-alerts.ts'
import { adminNotice } from '../../src/views/admin-notice.ts'
import { alertList } from '../../src/views/alert-list.ts'
import { alertThreadCard } from '../../src/views/alert-thread-card.ts'
import { alertsJoined } from '../../src/views/alerts-joined.ts'
import { commandHelp, helpMessage, unknownCommandMessage, usageMessage } from '../../src/views/help.ts'
import { ownerMessage, unknownNamespaceMessage } from '../../src/views/owner.ts'
import { plain } from '../../src/views/mrkdwn.ts'
import { refusalMessage } from '../../src/views/refusals.ts'
import { threadAlertsModal } from '../../src/views/thread-alerts-modal.ts'
import { anyEpisode, anyText, expectValid, few, markedTexts, refusalOf } from '../harness/any-text.ts'
import { givenThread, NINE, PAYMENTS } from '../harness/given.ts'

test('any alert gives a valid card and reply', () => {
  fc.assert(
    fc.property(fc.array(anyEpisode, { maxLength: 24 }), anyText, anyText, (episodes, namespace, cluster) => {
      const thread = givenThread({ namespace, cluster })
      expectValid(alertThreadCard({ thread, episodes, team: PAYMENTS, now: NINE }))
      expectValid(
        alertThreadCard({
          thread,
          episodes,
          team: null,
          now: NINE,
          candidates: [namespace, cluster],
          problem: cluster,
        }),
      )
      const reply = alertsJoined({ place: thread, joined: episodes, refired: [], mention: null })
      if (reply) expectValid(reply)
    }),
    few,
  )
})

test('any alert gives a valid modal and list', () => {
  fc.assert(
    fc.property(
      fc.array(anyEpisode, { minLength: 1, maxLength: 24 }),
      anyText,
      anyText,
      (episodes, name, outcome) => {
        const alerts = currentAlerts(episodes)
        const view = threadAlertsModal({
          thread: givenThread({ namespace: name }),
          alerts,
          page: 1,
          outcome: plain(outcome, 300),
        })
        expect(refusalOf(() => acceptView(view))).toBeNull()
        expect(markedTexts(view).join('\n')).not.toMatch(/<!(channel|here|everyone)/)
        const place = {
          cluster: name,
          namespace: outcome,
          threadId: 't',
          channel: name,
          team: null,
          alerts,
          link: name,
        }
        const scope = { kind: 'project' as const, namespace: name, known: true, nearest: [] }
        expectValid(
          alertList({ scope, places: [place, place], from: 0, totalPlaces: 40, totalAlerts: 2 }, NINE),
        )
      },
    ),
    few,
  )
})

test('any value gives a valid notice and refusal', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.dictionary(anyText, anyText), (topic, reason, values) => {
      expectValid(adminNotice({ topic, values: { ...values, channel: reason, error: topic } }))
      for (const known of ['slack-refused', 'blocks-refused', 'truncated', 'work-dead'])
        expectValid(
          adminNotice({
            topic: known,
            values: { channel: topic, error: reason, source: topic, details: reason, fallback: topic },
          }),
        )
      expectValid(refusalMessage({ reason, details: values }))
    }),
    few,
  )
})

test('any argument gives a valid answer to a command', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.array(anyText, { maxLength: 30 }), (namespace, cluster, names) => {
      const team = { ...PAYMENTS, name: cluster, channel: namespace, userGroup: cluster }
      const entry = { namespace, clusters: names, team, services: names, people: names }
      expectValid(ownerMessage([entry, { ...entry, team: null }, entry]))
      expectValid(unknownNamespaceMessage({ namespace, cluster, nearest: names, clusters: names }))
      const command = { name: '/owner', summary: namespace, usage: cluster, examples: names.slice(0, 3) }
      expectValid(usageMessage(command, { text: 'Which namespace?', suggestion: namespace }))
      expectValid(helpMessage([command, commandHelp(command) && command]))
      expectValid(unknownCommandMessage(namespace))
    }),
    few,
  )
})
