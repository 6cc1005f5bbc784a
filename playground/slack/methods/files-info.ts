import { ApiError } from '../api-error.ts'
import { wireFile } from '../files/wire-file.ts'
import { textOf, type ApiMethod } from '../method.ts'

export const filesInfo: ApiMethod = {
  name: 'files.info',
  tier: 'T4',
  token: 'bot',
  scopes: ['files:read'],
  required: ['file'],
  run(world, args) {
    const file = world.files.get(textOf(args, 'file'))
    if (!file || file.completedMs === null) throw new ApiError('file_not_found')
    file.asked += 1
    return { file: wireFile(world, file), comments: [], response_metadata: { next_cursor: '' } }
  },
}
