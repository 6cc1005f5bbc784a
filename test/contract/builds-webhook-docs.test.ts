import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { SAMPLE, startBuildsWebhook, type BuildsWebhook } from './builds-webhook-kit.ts'

const run = promisify(execFile)
const PAGE = readFileSync(new URL('../../docs/connect-builds.md', import.meta.url), 'utf8')
const missing = ['jq', 'curl', 'git', 'bash'].filter((name) => spawnSync(name, ['--version']).status !== 0)
if (missing.length > 0)
  process.stderr.write(
    `\nSKIPPED: not on PATH: ${missing.join(', ')}. The steps of docs/connect-builds.md are not run here\n\n`,
  )

/** The indented block of the page that begins with this line. */
function step(first: string, last: string): string {
  const from = PAGE.indexOf(first)
  const to = PAGE.indexOf(last, from)
  if (from === -1 || to === -1) throw new Error(`docs/connect-builds.md holds no ${first} … ${last}`)
  return PAGE.slice(from, to + last.length)
}

let opened: TestStore
let web: BuildsWebhook
let directory: string
beforeEach(async () => {
  opened = await openTestStore()
  web = await startBuildsWebhook(opened.store)
  directory = mkdtempSync(join(tmpdir(), 'coxswain-builds-'))
})
afterEach(async () => {
  await web.close()
  await opened.close()
  rmSync(directory, { recursive: true })
})

const bash = (script: string, env: Record<string, string>) =>
  run('bash', ['-e', '-c', script], { cwd: directory, env: { PATH: process.env['PATH'] ?? '', ...env } })
const sample = JSON.parse(SAMPLE) as { digest: string; commit: string; commits: string[]; message: string }
const commit = (message: string) => ({ message, author: { name: 'Alice Example', username: 'alice' } })
const newest = () => opened.store.read((reads) => reads.builds.newest('payments', 'payments-api', 2))

describe.skipIf(missing.length > 0)('the steps of the page, as they stand there', () => {
  test('GitHub Actions: the event of a push becomes the sample', async () => {
    const event = join(directory, 'event.json')
    const head = commit(sample.message)
    writeFileSync(
      event,
      JSON.stringify({ commits: [commit('add refunds\n\nat last'), head], head_commit: head }),
    )
    const env = {
      COXSWAIN_URL: `${web.url}/github`,
      COXSWAIN_TOKEN: 'builds-secret',
      PROJECT: 'payments',
      SERVICE: 'payments-api',
      IMAGE: 'registry.example.com/team/checkout',
      DIGEST: sample.digest,
      TAG: sample.commit,
      GITHUB_SHA: sample.commit,
      GITHUB_REF_NAME: 'main',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'example/checkout',
      GITHUB_RUN_ID: '1658821493',
      GITHUB_EVENT_PATH: event,
    }
    const script = step("jq '{", '"$COXSWAIN_URL"')
    const [json = ''] = script.split('|\n            curl')
    expect(JSON.parse((await bash(json, env)).stdout)).toEqual(sample)
    expect((await bash(script, env)).stdout).toBe('{"recorded":"first"}')
    expect((await bash(script, env)).stdout).toBe('{"recorded":"repeat"}')
    expect(await newest()).toMatchObject([{ commits: sample.commits, author: 'Alice Example' }])
  })

  test('GitHub Actions: a run that was started by hand has no commits, a refusal fails the step', async () => {
    const event = join(directory, 'event.json')
    writeFileSync(event, '{"inputs":{}}')
    const env = {
      COXSWAIN_URL: `${web.url}/github`,
      COXSWAIN_TOKEN: 'builds-secret',
      PROJECT: 'payments',
      SERVICE: 'payments-api',
      IMAGE: 'registry.example.com/team/checkout',
      DIGEST: sample.digest,
      GITHUB_SHA: sample.commit,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_EVENT_PATH: event,
    }
    const script = step("jq '{", '"$COXSWAIN_URL"')
    expect((await bash(script, env)).stdout).toBe('{"recorded":"first"}')
    expect(await newest()).toMatchObject([{ commits: [], message: null, author: null, branch: null }])
    const failed = await bash(script, { ...env, PROJECT: 'paymnets' }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 22, stdout: expect.stringContaining('did you mean payments?') })
  })

  test('a shell: digest and commits come from buildx and git', async () => {
    const git = 'git -c user.name=Alice -c user.email=alice@example.com'
    await bash(
      `git init -q; for n in one "two; 'x'" three; do ${git} commit -q --allow-empty -m "$n"; done`,
      { HOME: directory },
    )
    const [last = '', , first = ''] = (await bash('git log --format=%H', {})).stdout.trim().split('\n')
    writeFileSync(
      join(directory, 'metadata.json'),
      JSON.stringify({ 'containerimage.digest': sample.digest }),
    )
    const address = 'https://coxswain.example.com/webhooks/builds/jenkins'
    const script = step('range="${', address)
      .replace(address, `${web.url}/github`)
      .replace('service: "checkout"', 'service: "payments-api"')
    const env = {
      COXSWAIN_TOKEN: 'builds-secret',
      GIT_COMMIT: last,
      GIT_BRANCH: 'origin/main',
      TAG: '1.4.2',
      BUILD_URL: 'https://ci.example.com/7/',
    }
    const told = await bash(script, { ...env, GIT_PREVIOUS_SUCCESSFUL_COMMIT: first })
    expect(told.stdout).toBe('{"recorded":"first"}')
    expect(await newest()).toMatchObject([
      { commit: last, tag: '1.4.2', author: 'Alice', message: 'three', commits: ['three', "two; 'x'"] },
    ])
    expect((await bash(script, env)).stdout).toBe('{"recorded":"repeat"}')
  })
})
