import { expect, test } from 'vitest'
import { csvAnnounced, csvComment, csvRefused } from '../../src/views/cost-file-words.ts'
import { DOWN, givenSource } from '../harness/given-cost-views.ts'

const FILE = {
  title: 'cost-company-2026-11-01',
  isEmpty: false,
  sources: [givenSource()],
  timeZone: 'Asia/Seoul',
}

test('a file is announced, and says what it is', () => {
  expect(csvAnnounced().text).toContain('direct message')
  expect(csvComment(FILE)).toMatch(/^The figures of cost-company-2026-11-01, as asked for\./)
})

test('beside the file stands where its figures come from, and what it lacks', () => {
  expect(csvComment(FILE)).toContain(
    'OpenCost prod-kr · list prices · until 21 Nov 14:00 · read 14:03\nAsia/Seoul',
  )
  expect(csvComment({ ...FILE, sources: [DOWN] })).toMatch(/🔴 \*OpenCost .* is down/)
  expect(csvComment({ ...FILE, isEmpty: true })).toContain(
    '*Nothing is known* of that, which does not mean 0',
  )
})

test.each([
  ['missing_scope', /lacks `files:write`.*reinstalled with the scopes of `manifest.yml`/],
  ['file_uploads_disabled', /switched off in this workspace. Its admins/],
  ['file_uploads_except_images_disabled', /only pictures/],
  ['storage_limit_reached', /storage .* is full/],
  ['file_upload_size_restricted', /shorter time/],
  ['something_new', /Press \*CSV\* again.* \(`something_new`\)/],
  ['constructor', /Press \*CSV\* again/],
])('a file that Slack refuses with %s: why, and what next', (error, words) => {
  const { text } = csvRefused({ title: 'cost-company', error })
  expect(text).toMatch(words)
  expect(text).toContain('cost-company')
  expect(text).toContain('`/cost`')
})

test('nobody is mentioned by what Slack or a title says', () => {
  const { text } = csvRefused({ title: '<@U0BOB>', error: '<!channel>' })
  expect(`${text}${csvComment({ ...FILE, title: '<!here>' })}`).not.toMatch(/<[@!]/)
})
