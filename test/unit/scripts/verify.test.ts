import { expect, test } from 'vitest'
import { proofProblems, rowsOf } from '../../../scripts/verify/acceptance.ts'
import { pathsNamedIn } from '../../../scripts/verify/document-paths.ts'
import { commandProblems, scopeProblems } from '../../../scripts/verify/manifest.ts'

const files = {
  exists: (path: string) => path === 'test/a.test.ts',
  readText: () => `test('does it', () => {})`,
}

test.each([
  ['missing', 0],
  ['`test/a.test.ts` › "does it"', 0],
  ['`test/a.test.ts`', 0],
  ['`test/a.test.ts` › "does it"; `test/b.test.ts`', 1],
  ['`test/a.test.ts` › "does"', 1],
  ['soon', 1],
])('acceptance proof %s has %i problems', (proof, count) => {
  expect(proofProblems({ id: '1.1', proof }, files)).toHaveLength(count)
})

test('rows of the acceptance table are read by their ids', () => {
  expect(rowsOf('| id | clause | proof |\n|---|---|---|\n| 1.1 | a clause | `x` › "y" |\n')).toEqual([
    { id: '1.1', proof: '`x` › "y"' },
  ])
})

test('paths of pages are those that begin at the top of the repository, and links', () => {
  const page =
    'See `src/main.ts`, `text/plain`, `src/<name>.ts`, [a](docs/b.md#c), [d](https://e.example/f).\n```\nsrc/none.ts\n```\n'
  expect(pathsNamedIn(page, new Set(['src', 'docs']))).toEqual(['src/main.ts', 'docs/b.md'])
})

test('a scope that is missing and one that is idle are both told', () => {
  const manifest = { oauth_config: { scopes: { bot: ['commands', 'chat:write', 'users:read'] } } }
  expect(
    scopeProblems(
      manifest,
      new Map([
        ['chat.postMessage', 'src/a.ts'],
        ['pins.add', 'src/b.ts'],
      ]),
    ),
  ).toEqual([
    'src/b.ts calls pins.add: add its scopes to scripts/verify/slack-scopes.ts',
    'manifest.yml misses the bot scope chat:write.public, needed for chat.postMessage in src/a.ts',
    'manifest.yml asks for users:read, which no call needs: delete it',
  ])
})

test('commands of the manifest are those of the registry, with its texts', () => {
  const entry = { command: '/a', description: 'Show a', usage_hint: '<x>', should_escape: true as const }
  const features = { bot_user: { display_name: 'a', always_online: true }, slash_commands: [entry] }
  const words = { name: '/a', summary: 'Show a', usage: '<x>' }
  expect(commandProblems({ features }, [words])).toEqual([])
  expect(commandProblems({ features }, [{ ...words, usage: '<y>' }])).toHaveLength(1)
  expect(commandProblems({ features }, [{ ...words, name: '/b' }])).toHaveLength(2)
})
