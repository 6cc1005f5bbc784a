import type { WorkspaceSeed } from '../../playground/slack/seed.ts'
import { deployWorkspace } from './deploy-workspace.ts'

export const BOB = 'U0BOB'
export const EVE = 'U0EVE'
export const CAROL = 'U0CAROL'
export const DAN = 'U0DAN'
export const ALICE = 'U0ALICE'

/** Bob and Eve own payments, Carol and Dan approve what begins in prod, Alice belongs to another team. */
export function resourceWorkspace(): WorkspaceSeed {
  const seed = deployWorkspace()
  return {
    ...seed,
    people: [...seed.people, { id: EVE, name: 'eve', realName: 'Eve Han' }],
    channels: seed.channels.map((channel) =>
      Array.isArray(channel.members) && channel.id === 'C0PAY'
        ? { ...channel, members: [...channel.members, EVE] }
        : channel,
    ),
    groups: seed.groups.map((group) => (group.id === 'S0PAY' ? { ...group, members: [BOB, EVE] } : group)),
  }
}
