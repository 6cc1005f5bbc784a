import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBuild } from '../../src/web/webhooks/builds-body.ts'
import { MINUTE, NINE } from '../harness/given.ts'
import { SAMPLE, sampleWith } from './builds-webhook-kit.ts'

const read = (body: string | Buffer) => readBuild(Buffer.from(body), NINE)
const errorsOf = (body: string | Buffer) => {
  const answer = read(body)
  return answer.ok ? [] : answer.errors
}
function buildOf(over: Record<string, unknown>) {
  const answer = read(sampleWith(over))
  if (!answer.ok) throw new Error(answer.errors.join('\n'))
  return answer.build
}
const OPTIONAL = ['tag', 'branch', 'author', 'authorSlackId', 'message', 'ciLink', 'builtAt']

describe('what may be missing', () => {
  test.each([undefined, null, ''])('%o', (nothing) => {
    const over = Object.fromEntries([...OPTIONAL, 'commits'].map((field) => [field, nothing]))
    expect(buildOf(over)).toMatchObject({
      tag: null,
      branch: null,
      author: null,
      authorId: null,
      message: null,
      ciLink: null,
      commits: [],
      builtAt: NINE,
    })
  })
})

describe('what is understood', () => {
  test('an image may carry what the fields say, and gives a tag that is missing', () => {
    const { image, digest } = JSON.parse(SAMPLE) as { image: string; digest: string }
    const bare = { registry: 'registry.example.com', repository: 'team/checkout' }
    expect(buildOf({ image: `${image}:1.4.2@${digest}`, tag: undefined })).toMatchObject({
      image: bare,
      tag: '1.4.2',
    })
    expect(buildOf({ image: 'checkout' }).image).toEqual({ registry: null, repository: 'checkout' })
  })

  test('times: of the build, but never later than now', () => {
    expect(buildOf({ builtAt: '2026-11-21T09:59:00+01:00' }).builtAt).toBe(NINE - MINUTE)
    expect(buildOf({ builtAt: '2026-11-21T10:00:00Z' }).builtAt).toBe(NINE)
  })

  test('long texts are cut, commits beyond a hundred are counted', () => {
    const commits = Array.from({ length: 103 }, (_, index) => ` commit ${index} `)
    const build = buildOf({ commits: ['', ...commits], message: 'x'.repeat(9_000), commit: 'ABCDEF0' })
    expect([build.commits.length, build.commits[0], build.commits[99]]).toEqual([
      100,
      'commit 0',
      '… and 4 more',
    ])
    expect([build.message?.length, build.commit]).toEqual([4_000, 'abcdef0'])
  })

  test('a byte order mark', () => {
    expect(errorsOf(`\ufeff${SAMPLE}`)).toEqual([])
  })
})

describe('what is refused', () => {
  test.each([
    ['', /empty/],
    ['build!', /no JSON \(6 bytes\)/],
    [SAMPLE.slice(0, 100), /no JSON \(100 bytes\)/],
    ['[]', /no JSON object/],
    ['null', /no JSON object/],
  ])('%j', (body, words) => {
    expect(errorsOf(body)).toEqual([expect.stringMatching(words)])
  })

  test.each([
    ['project', 'Payments'],
    ['service', 'check out'],
    ['image', 'https://registry.example.com/checkout'],
    ['digest', 'sha256:abc'],
    ['commit', 'main'],
    ['tag', 'a b'],
    ['branch', 7],
    ['author', { name: 'alice' }],
    ['authorSlackId', 'alice'],
    ['message', ['x']],
    ['commits', 'round amounts'],
    ['commits', [{ title: 'round amounts' }]],
    ['ciLink', 'javascript:alert(1)'],
    ['builtAt', 'yesterday'],
    ['builtAt', '2026-11-21T09:00:00'],
  ])('%s: %j, by the name of the field and with what to give', (field, value) => {
    expect(errorsOf(sampleWith({ [field]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${field} is not valid: give \\S`)),
    ])
  })

  test('several things at once', () => {
    const body = sampleWith({ digest: undefined, commit: 'main', authorSlackID: 'U012AB3CD', xyzzy: 1 })
    expect(errorsOf(body)).toEqual([
      expect.stringMatching(/^digest is missing: give the digest that the registry gave/),
      expect.stringMatching(/^commit is not valid: give the commit that was built/),
      'authorSlackID is no field of a build: did you mean authorSlackId?',
      'xyzzy is no field of a build: leave it out',
    ])
  })

  test('what contradicts itself, and what comes from the future', () => {
    const other = `registry.example.com/checkout:2@sha256:${'0'.repeat(64)}`
    expect(errorsOf(sampleWith({ image: other, tag: '1', builtAt: '2027-01-01T00:00:00Z' }))).toEqual([
      'image carries another digest than digest: name the image without one',
      'image carries another tag than tag: name the image without one',
      expect.stringMatching(/^builtAt is in the future: set the clock/),
    ])
  })

  test('whatever it is, it is answered', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(errorsOf(body).length).toBeGreaterThan(0)
      }),
    )
    const field = fc.constantFrom(...Object.keys(JSON.parse(SAMPLE) as object), '__proto__', 'builtAt')
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        const answer = read(`${SAMPLE.trim().slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`)
        if (!answer.ok) expect(answer.errors.every((error) => error.includes(': '))).toBe(true)
      }),
    )
  })
})
