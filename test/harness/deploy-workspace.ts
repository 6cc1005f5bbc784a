import type { WorkspaceSeed } from '../../playground/slack/seed.ts'
import { testSeed } from './simulator.ts'

/** Bob owns payments and deploys, Carol and Dan approve, Dan is on call, Alice belongs to another team. */
export function deployWorkspace(): WorkspaceSeed {
  const seed = testSeed()
  return {
    ...seed,
    people: [...seed.people, { id: 'U0DAN', name: 'dan', realName: 'Dan On Call' }],
    channels: seed.channels.map((channel) =>
      channel.id === 'C0PAY' && Array.isArray(channel.members)
        ? { ...channel, members: [...channel.members, 'U0DAN'] }
        : channel,
    ),
    groups: [
      ...seed.groups,
      { id: 'S0APPROVERS', handle: 'release-approvers', name: 'Approvers', members: ['U0CAROL', 'U0DAN'] },
      { id: 'S0ONCALL', handle: 'on-call', name: 'On call', members: ['U0DAN'] },
    ],
  }
}
