import { ApiError, invalidArguments } from '../api-error.ts'
import { acceptView } from '../blockkit/view-definition.ts'
import { textOf, type ApiMethod } from '../method.ts'
import { replaceView } from '../view-changes.ts'
import { wireView } from '../wire-view.ts'

export const viewsUpdate: ApiMethod = {
  name: 'views.update',
  tier: 'T4',
  token: 'bot',
  scopes: [],
  required: ['view'],
  run(world, args) {
    const id = textOf(args, 'view_id')
    const externalId = textOf(args, 'external_id')
    if (!id && !externalId) throw invalidArguments('missing required field: view_id')
    const definition = acceptView(args['view'])
    const view = id ? world.views.get(id) : world.views.byExternalId(externalId)
    if (!view) throw new ApiError('not_found')
    const hash = textOf(args, 'hash')
    if (hash && hash !== view.hash) throw new ApiError('hash_conflict')
    replaceView(world, view, definition)
    return { view: wireView(world, view) }
  },
}
