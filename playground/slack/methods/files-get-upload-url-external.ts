import { ApiError } from '../api-error.ts'
import { LARGEST_FILE } from '../http/body.ts'
import { textOf, type ApiMethod } from '../method.ts'

const LONGEST_ALT_TEXT = 1000

/** Slack keeps the length for the form; here the bytes must be as many as were announced. */
export const filesGetUploadUrlExternal: ApiMethod = {
  name: 'files.getUploadURLExternal',
  tier: 'T4',
  token: 'bot',
  scopes: ['files:write'],
  required: ['filename', 'length'],
  unsupported: ['snippet_type'],
  run(world, args) {
    const size = Number(args['length'])
    // A length of 0 counts as none.
    if (!Number.isInteger(size) || size <= 0) throw new ApiError('missing_argument')
    if (size > LARGEST_FILE) throw new ApiError('file_upload_size_restricted')
    const altText = textOf(args, 'alt_txt')
    if (altText.length > LONGEST_ALT_TEXT) throw new ApiError('alt_txt_too_large')
    const name = textOf(args, 'filename')
    const { file, path } = world.files.announce({ name, altText, size, nowMs: world.clock.now() })
    return { upload_url: world.url + path, file_id: file.id }
  },
}
