import { expect, test } from 'vitest'
import { formatImage, parseImage, pinned } from '../../../src/domain/deploys/image-reference.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

test.each([
  ['nginx', { registry: null, repository: 'nginx', tag: null, digest: null }],
  ['nginx:1.27', { registry: null, repository: 'nginx', tag: '1.27', digest: null }],
  ['team/app:v1', { registry: null, repository: 'team/app', tag: 'v1', digest: null }],
  ['localhost/app', { registry: 'localhost', repository: 'app', tag: null, digest: null }],
  ['registry:5000/app', { registry: 'registry:5000', repository: 'app', tag: null, digest: null }],
  ['registry:5000/a/b:2', { registry: 'registry:5000', repository: 'a/b', tag: '2', digest: null }],
  [`r.example.com/a@${DIGEST}`, { registry: 'r.example.com', repository: 'a', tag: null, digest: DIGEST }],
  [`a:1@${DIGEST}`, { registry: null, repository: 'a', tag: '1', digest: DIGEST }],
])('%s is read and written back', (text, image) => {
  expect(parseImage(text)).toEqual(image)
  expect(formatImage(image)).toBe(text)
})

test.each(['', ':1', 'App', 'a//b', 'a:', 'a:-x', 'a@sha256:12', `a@${DIGEST}@${DIGEST}`, 'a b', '/a'])(
  '"%s" is no image',
  (text) => {
    expect(parseImage(text)).toBeNull()
  },
)

test('pinned by its digest, the tag is gone', () => {
  const image = parseImage('r:5000/a:1')
  expect(image && pinned(image, DIGEST)).toBe(`r:5000/a@${DIGEST}`)
})
