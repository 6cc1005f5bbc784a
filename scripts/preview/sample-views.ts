import { commandList } from '../../src/commands/index.ts'
import type { AlertList } from '../../src/domain/alert-list.ts'
import { currentAlerts } from '../../src/domain/current-alerts.ts'
import type { Message, Modal } from '../../src/domain/message.ts'
import { adminNotice } from '../../src/views/admin-notice.ts'
import { alertList } from '../../src/views/alert-list.ts'
import { alertThreadCard } from '../../src/views/alert-thread-card.ts'
import { alertsJoined } from '../../src/views/alerts-joined.ts'
import {
  brokenMessage,
  nothingHereMessage,
  outdatedMessage,
  tooLateMessage,
} from '../../src/views/answers.ts'
import { digestMessage } from '../../src/views/digest-message.ts'
import { doctorReport } from '../../src/views/doctor-report.ts'
import { commandHelp, helpMessage, unknownCommandMessage, usageMessage } from '../../src/views/help.ts'
import { ownerMessage, unknownNamespaceMessage } from '../../src/views/owner.ts'
import { knownRefusals, refusalMessage } from '../../src/views/refusals.ts'
import { threadAlertsModal } from '../../src/views/thread-alerts-modal.ts'
import { wordsModal } from '../../src/views/words-modal.ts'
import {
  brokenModal,
  doneModal,
  outdatedModal,
  problemsModal,
  repeatModal,
  workingModal,
} from '../../src/views/working-modal.ts'
import { MIXED, NOW, PAYMENTS, sampleEpisode, storm, THREAD } from './sample-alerts.ts'
import { sampleCosts } from './sample-costs.ts'
import { sampleDeploys } from './sample-deploys.ts'
import { sampleResources } from './sample-resources.ts'
import { COMPANY_DIGEST, QUIET_DIGEST, SICK_REPORT } from './sample-reports.ts'

export interface Sample {
  title: string
  shown: Message | Modal
  /** SVG of the picture that an image block of it names. */
  picture?: string
}

const commands = commandList.map((words) => ({ ...words, examples: [...words.examples] }))
const [alerts = usageOfNothing()] = commands

/** Every card, modal and answer with sample data. */
export function sampleViews(): Sample[] {
  return [
    ...cards(),
    ...modals(),
    ...reports(),
    ...sampleDeploys(),
    ...sampleResources(),
    ...sampleCosts(),
    ...answers(),
  ]
}

function cards(): Sample[] {
  const now = NOW
  const unowned = { ...THREAD, namespace: 'batch', teamId: null, channel: 'C0UNOWNED' }
  const unattributed = { ...unowned, namespace: '' }
  const resolved = MIXED.map((episode) => ({
    ...episode,
    state: 'resolved' as const,
    endsAt: now,
    resolvedSeenAt: now,
  }))
  const noData = [sampleEpisode(9, { alertname: 'DatasourceError', namespace: '', severity: 'error' })]
  const joined = { place: THREAD, joined: storm(2), refired: MIXED.slice(0, 1), mention: PAYMENTS }
  const reply = alertsJoined(joined)
  return [
    {
      title: 'Alert thread: mixed',
      shown: alertThreadCard({ thread: THREAD, episodes: MIXED, team: PAYMENTS, now }),
    },
    {
      title: 'Alert thread: storm of 300',
      shown: alertThreadCard({ thread: THREAD, episodes: storm(300), team: PAYMENTS, now }),
    },
    {
      title: 'Alert thread: all resolved',
      shown: alertThreadCard({ thread: THREAD, episodes: resolved, team: PAYMENTS, now }),
    },
    {
      title: 'Alert thread: unowned',
      shown: alertThreadCard({ thread: unowned, episodes: storm(2), team: null, now }),
    },
    {
      title: 'Alert thread: unattributed',
      shown: alertThreadCard({
        thread: unattributed,
        episodes: noData,
        team: null,
        now,
        candidates: ['payments', 'search'],
      }),
    },
    ...(reply ? [{ title: 'Reply: alerts joined and fired again', shown: reply }] : []),
  ]
}

function modals(): Sample[] {
  const alertsOfStorm = currentAlerts(storm(34))
  return [
    {
      title: 'Modal: alerts of a thread',
      shown: threadAlertsModal({ thread: THREAD, alerts: alertsOfStorm, page: 1 }),
    },
    ...handedIn(),
    { title: 'Modal: words', shown: wordsModal('This thread is not in the store any more.') },
  ]
}

function handedIn(): Sample[] {
  const of = { title: 'Deploy', callbackId: 'deploy' }
  return [
    { title: 'Modal: working', shown: workingModal(of) },
    { title: 'Modal: done', shown: doneModal(of) },
    { title: 'Modal: problems', shown: problemsModal(of, ['A reason is needed.']) },
    { title: 'Modal: outdated', shown: outdatedModal(of) },
    { title: 'Modal: handed in twice', shown: repeatModal(of) },
    { title: 'Modal: broken', shown: brokenModal(of, '01m0example') },
  ]
}

function reports(): Sample[] {
  return [
    { title: 'Digest: company', shown: digestMessage(COMPANY_DIGEST) },
    { title: 'Digest: quiet hour', shown: digestMessage(QUIET_DIGEST) },
    { title: 'Doctor', shown: doctorReport(SICK_REPORT) },
  ]
}

function answers(): Sample[] {
  const place = {
    ...THREAD,
    threadId: THREAD.id,
    team: PAYMENTS,
    alerts: currentAlerts(MIXED),
    link: 'https://example.slack.com/archives/C0PAYMENTS/p1',
  }
  const list: AlertList = {
    scope: { kind: 'all' },
    places: [place],
    from: 0,
    totalPlaces: 1,
    totalAlerts: MIXED.length,
  }
  const owned = {
    namespace: 'payments',
    clusters: [],
    team: PAYMENTS,
    services: ['payments-api'],
    people: ['U0ALICE', 'U0BOB'],
  }
  const unknown = { namespace: 'paymnets', cluster: null, nearest: ['payments'], clusters: [] }
  const refused = { channel: 'C0PAYMENTS', error: 'is_archived', fallback: 'C0UNOWNED' }
  return [
    { title: '/alerts all', shown: alertList(list, NOW) },
    {
      title: '/alerts: nothing fires',
      shown: alertList({ ...list, places: [], totalPlaces: 0, totalAlerts: 0 }, NOW),
    },
    {
      title: '/alerts: wrong arguments',
      shown: usageMessage(alerts, { text: 'One word at a time, please.' }),
    },
    { title: '/owner payments', shown: ownerMessage([owned]) },
    { title: '/owner: unknown namespace', shown: unknownNamespaceMessage(unknown) },
    { title: '/coxswain help', shown: helpMessage(commands) },
    { title: '/coxswain help alerts', shown: commandHelp(alerts) },
    { title: 'Unknown command', shown: unknownCommandMessage('/resources') },
    { title: 'Notice to admins', shown: adminNotice({ topic: 'slack-refused', values: refused }) },
    { title: 'Old button', shown: outdatedMessage() },
    { title: 'Too late', shown: tooLateMessage() },
    { title: 'Broken', shown: brokenMessage('01m0example') },
    { title: 'Nothing here', shown: nothingHereMessage() },
    ...knownRefusals().map((reason) => ({ title: `Refusal: ${reason}`, shown: refusalMessage({ reason }) })),
  ]
}

function usageOfNothing(): never {
  throw new Error('reading the command registry: it is empty')
}
