import { acceptView } from '../blockkit/view-definition.ts'
import { textOf, type ApiMethod } from '../method.ts'
import { openView } from '../view-changes.ts'
import { wireView } from '../wire-view.ts'

export const viewsOpen: ApiMethod = {
  name: 'views.open',
  tier: 'T4',
  token: 'bot',
  scopes: [],
  required: ['trigger_id', 'view'],
  unsupported: ['interactivity_pointer'],
  run(world, args) {
    const definition = acceptView(args['view'])
    const userId = world.triggers.exchange(textOf(args, 'trigger_id'))
    return { view: wireView(world, openView(world, userId, definition)) }
  },
}
