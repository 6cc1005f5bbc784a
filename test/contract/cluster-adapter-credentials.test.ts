import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer, kubeconfig, scriptedCluster, startScriptedApi, type Script } from './cluster-adapter-kit.ts'

const version = { gitVersion: 'v1.26.5' }
const scratch = () => mkdtempSync(join(tmpdir(), 'coxswain-credentials-'))

/** Takes only this token. */
function demanding(token: () => string): Script {
  return ({ headers }, response) =>
    headers.authorization === `Bearer ${token()}`
      ? answer(response, 200, version)
      : answer(response, 401, payload('kubernetes/k8s-401.json'))
}

/** An exec plugin whose token counts its runs, and which keeps what it was told. */
function plugin(directory: string) {
  const runs = join(directory, 'runs')
  const code = `
    const fs = require('node:fs')
    fs.appendFileSync(${JSON.stringify(runs)}, process.env.KUBERNETES_EXEC_INFO + '\\n')
    const count = fs.readFileSync(${JSON.stringify(runs)}, 'utf8').trim().split('\\n').length
    const status = { token: 'token-' + count }
    console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status }))`
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', code],
  }
  return { exec, runs: () => readFileSync(runs, 'utf8').trim().split('\n') }
}

describe('credentials', () => {
  test('of an exec plugin are fetched once for many callers, and again after a 401', async () => {
    let good = 'token-1'
    const api = await startScriptedApi(demanding(() => good))
    const { exec, runs } = plugin(scratch())
    await using at = await scriptedCluster(() => {}, { kubeconfigPath: kubeconfig(api.url, { exec }) })
    const all = await Promise.all([at.cluster.health(), at.cluster.health(), at.cluster.health()])
    expect(all.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok'])
    expect(runs()).toHaveLength(1)
    expect(JSON.parse(runs()[0] ?? '')).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false },
    })
    good = 'token-2'
    expect((await at.cluster.health()).outcome).toBe('ok')
    expect(runs()).toHaveLength(2)
    good = 'none'
    expect((await at.cluster.health()).outcome).toBe('unauthorized')
    expect(runs(), 'not again at once').toHaveLength(2)
    await at.clock.advance(10_000)
    expect((await at.cluster.health()).outcome).toBe('unauthorized')
    expect(runs()).toHaveLength(3)
    await api.close()
  })

  test('of a plugin that fails: unreachable, with its words', async () => {
    const args = ['-e', `console.error('sso session expired'); process.exit(1)`]
    const exec = { apiVersion: 'x', command: process.execPath, args }
    await using at = await scriptedCluster(() => {}, {
      kubeconfigPath: kubeconfig('http://127.0.0.1:1', { exec }),
    })
    const error = expect.stringMatching(/^getting credentials: .*sso session expired/s) as string
    expect(await at.cluster.health()).toEqual({ outcome: 'unreachable', error })
    expect(at.calls).toMatchObject([{ verb: 'get', resource: '/version', outcome: 'unreachable' }])
  })

  test('of a plugin that hangs: unreachable in time, and it is started anew', async () => {
    const started = join(scratch(), 'started')
    const write = `require('node:fs').appendFileSync(${JSON.stringify(started)}, 'x'); setTimeout(() => {}, 3000)`
    const exec = { apiVersion: 'x', command: process.execPath, args: ['-e', write] }
    await using at = await scriptedCluster(() => {}, {
      kubeconfigPath: kubeconfig('http://127.0.0.1:1', { exec }),
    })
    for (const runs of ['x', 'xx']) {
      const asking = at.cluster.health()
      await until('the plugin runs', () => existsSync(started) && readFileSync(started, 'utf8') === runs)
      await at.clock.advance(20_000)
      expect(await asking).toMatchObject({ outcome: 'unreachable' })
    }
  })

  test('of a token file beside the kubeconfig follow the file', async () => {
    let good = 'first'
    await using at = await scriptedCluster(demanding(() => good))
    const path = kubeconfig(at.url, { tokenFile: 'token' })
    writeFileSync(join(dirname(path), 'token'), 'first\n')
    await using own = await scriptedCluster(() => {}, { kubeconfigPath: path })
    expect((await own.cluster.health()).outcome).toBe('ok')
    good = 'second'
    writeFileSync(join(dirname(path), 'token'), 'second\n')
    expect((await own.cluster.health()).outcome).toBe('ok')
    await own.clock.advance(10_000)
    rmSync(join(dirname(path), 'token'))
    good = 'third'
    expect(await own.cluster.health()).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('ENOENT') as string,
    })
  })

  test('a kubeconfig that is not there is read once it is', async () => {
    const path = join(scratch(), 'config')
    await using at = await scriptedCluster((_, response) => answer(response, 200, version))
    await using late = await scriptedCluster(() => {}, { kubeconfigPath: path })
    expect(await late.cluster.health()).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('ENOENT') as string,
    })
    writeFileSync(path, readFileSync(kubeconfig(at.url)))
    expect((await late.cluster.health()).outcome).toBe('ok')
  })

  test('an unknown context is named', async () => {
    await using at = await scriptedCluster(() => {}, { context: 'elsewhere' })
    expect(await at.cluster.health()).toEqual({
      outcome: 'unreachable',
      error: 'getting credentials: no context "elsewhere" in the kubeconfig',
    })
  })
})
