import { expect, test } from 'vitest'
import type { Membership } from '../../../src/domain/actor.ts'
import { createWhoIs } from '../../../src/queries/who-is.ts'

function whoIs(membership: Membership, admins: string[] | null, adminGroup: string | null = 'S0ADMINS') {
  const directory = { person: async () => ({ membership, name: 'bob' }), groupMembers: async () => admins }
  return createWhoIs({ directory, adminGroup })('U0BOB')
}

test.each<[string, Membership, string[] | null, string | null, boolean]>([
  ['a member of the group', 'member', ['U0BOB'], 'S0ADMINS', true],
  ['another member', 'member', ['U0DANA'], 'S0ADMINS', false],
  ['nobody, when slack cannot tell the group', 'member', null, 'S0ADMINS', false],
  ['nobody, when no group is set', 'member', ['U0BOB'], null, false],
  ['no guest', 'guest', ['U0BOB'], 'S0ADMINS', false],
  ['nobody whose membership is unknown', 'unknown', ['U0BOB'], 'S0ADMINS', false],
])('%s is an admin', async (_, membership, admins, group, isAdmin) => {
  expect(await whoIs(membership, admins, group)).toEqual({
    kind: 'person',
    userId: 'U0BOB',
    membership,
    isAdmin,
  })
})
