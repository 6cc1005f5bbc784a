import { describe, expect, test } from 'vitest'
import { findVersion, readTypedVersion } from '../../../src/domain/deploys/typed-version.ts'
import { aBuild, digest } from './a-build.ts'

test.each([
  ['1.4.2', 'tag'],
  ['latest', 'tag'],
  ['abc1234', 'commit-or-tag'],
  ['abc123', 'tag'],
  [digest('a'), 'digest'],
  ['r.example.com/checkout:1', 'image'],
  ['r.example.com/checkout', 'nothing'],
  ['', 'nothing'],
])('"%s" is read as %s', (typed, kind) => {
  expect(readTypedVersion(typed).kind).toBe(kind)
})

describe('among the builds', () => {
  const old = aBuild({ digest: digest('b'), commit: 'f'.repeat(40), builtAt: 0 })
  const builds = [old, aBuild()]

  test.each(['1.4.2', 'abc1234', 'ABC1234', digest('a'), `r.example.com/checkout@${digest('a')}`])(
    '%s is the newest build that it names',
    (typed) => {
      expect(findVersion(typed, builds)).toMatchObject({
        ok: true,
        value: { kind: 'build', build: { digest: digest('a') } },
      })
    },
  )

  test('a full reference that nobody told of is unverified', () => {
    const found = findVersion('other.example.com/checkout:1.4.2', builds)
    expect(found).toMatchObject({ ok: true, value: { kind: 'unverified' } })
  })

  test.each([
    ['9.9.9', 'version-unknown'],
    ['r.example.com/checkout', 'version-unreadable'],
  ])('%s is refused: %s', (typed, reason) => {
    expect(findVersion(typed, builds)).toMatchObject({ ok: false, refusal: { reason } })
  })

  test('a beginning that fits two builds is refused', () => {
    const twin = aBuild({ digest: digest('c'), commit: `abc1234${'0'.repeat(33)}` })
    expect(findVersion('abc1234', [...builds, twin])).toMatchObject({
      refusal: { reason: 'version-ambiguous' },
    })
  })
})
