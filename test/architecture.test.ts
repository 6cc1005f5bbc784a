import { describe, expect, test } from 'vitest'
import {
  brokenImports,
  FOLDERS,
  folderOf,
  forbiddenImports,
  type Source,
} from './harness/architecture/import-table.ts'
import { findCycle } from './harness/architecture/cycles.ts'
import { definitionsIn, importedBy, unlisted } from './harness/architecture/registries.ts'
import { readSources } from './harness/architecture/sources.ts'

const sources = readSources('src', 'playground')
const inSrc = sources.filter(({ path }) => path.startsWith('src/'))

describe('the import table', () => {
  test('was checked against the files that there are', () => {
    expect(inSrc.length).toBeGreaterThan(80)
    expect(inSrc.flatMap(({ imports }) => imports).length).toBeGreaterThan(200)
    expect(sources.length).toBeGreaterThan(inSrc.length + 20)
  })

  test('lists every folder', () => {
    const unknown = sources.filter(({ path }) => !(folderOf(path) in FOLDERS)).map(({ path }) => path)
    expect(unknown).toEqual([])
  })

  test('allows every import, of types too', () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([])
  })

  test('sees files behind all relative imports', () => {
    expect(inSrc.flatMap(brokenImports)).toEqual([])
  })

  test('has no cycle', () => {
    expect(findCycle(sources)).toEqual([])
  })

  test.each([
    ['src/domain/a.ts', '../store/b.ts'],
    ['src/domain/a.ts', 'node:fs'],
    ['src/views/a.ts', '../config/schema.ts'],
    ['src/integrations/slack/a.ts', '../grafana/b.ts'],
    ['src/jobs/a.ts', '../store/sqlite.ts'],
    ['src/commands/a.ts', '../compose.ts'],
    ['playground/main.ts', '../src/lib/clock.ts'],
    ['src/lib/a.ts', '../domain/alert.ts'],
  ])('would refuse %s importing %s', (path, specifier) => {
    expect(forbiddenImports({ path, text: '', imports: [specifier] })).toHaveLength(1)
  })
})

describe('the files', () => {
  test('have at most 400 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)
    expect(long).toEqual([])
  })

  test('read the environment in src/config only', () => {
    const readers = inSrc
      .filter(({ text }) => /process\.env|from 'node:process'/.test(text))
      .map(({ path }) => path)
    expect(readers).toEqual(['src/config/from-process.ts'])
  })
})

describe('the registries', () => {
  const compose = inSrc.find(({ path }) => path === 'src/compose.ts')

  test.each(['commands', 'jobs', 'operations'])(
    'src/%s/index.ts lists every file that defines something',
    (folder) => {
      expect(inSrc.map(({ path }) => path)).toContain(`src/${folder}/index.ts`)
      expect(definitionsIn(folder, inSrc).length, 'files that define something').toBeGreaterThan(1)
      expect(unlisted(folder, inSrc)).toEqual([])
    },
  )

  test('are used where everything is put together', () => {
    expect(compose, 'src/compose.ts is missing').toBeDefined()
    const used = importedBy(compose as Source)
    const unused = ['commands', 'jobs', 'operations'].filter((folder) => !used.has(`src/${folder}/index.ts`))
    expect(unused).toEqual([])
  })
})
