import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('started without configuration it ends with 1 and names each missing setting and where to get it', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], COXSWAIN_CONFIG: '/nowhere/coxswain.yaml' },
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  for (const name of ['COXSWAIN_CONFIG', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']) expect(stderr).toContain(name)
  expect(stderr).toContain('api.slack.com/apps')
  expect(stderr).not.toMatch(/^\s+at /m)
})
