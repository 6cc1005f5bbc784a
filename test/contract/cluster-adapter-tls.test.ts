import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createSecureServer } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kubeconfig, scriptedCluster } from './cluster-adapter-kit.ts'
import { listenOn } from './cluster-adapter-listen.ts'

const directory = mkdtempSync(join(tmpdir(), 'coxswain-tls-'))
const canMakeCertificates =
  makeCertificate('cert.pem', 'key.pem') && makeCertificate('old.pem', 'old-key.pem')
if (!canMakeCertificates)
  process.stderr.write('SKIPPED: TLS of the cluster adapter: openssl is not on PATH\n')

describe.skipIf(!canMakeCertificates)('TLS', () => {
  let server: Awaited<ReturnType<typeof listenOn>>
  const seen: { token: string | undefined; client: string | undefined; http: string }[] = []

  beforeEach(async () => {
    seen.length = 0
    const tls = { cert: file('cert.pem'), key: file('key.pem'), ca: file('cert.pem') }
    const listener = createSecureServer(
      { ...tls, allowHTTP1: true, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate()
        seen.push({
          token: request.headers.authorization,
          client: subject?.CN as string | undefined,
          http: request.httpVersion,
        })
        response.end('{"gitVersion":"v1.26.5"}')
      },
    )
    server = await listenOn(listener, 'https')
  })
  afterEach(() => server.close())

  test('a client certificate and authority from the kubeconfig, over HTTP/1.1 connections that are used again', async () => {
    const user = { 'client-certificate-data': base64('cert.pem'), 'client-key-data': base64('key.pem') }
    const cluster = { 'insecure-skip-tls-verify': false, 'certificate-authority-data': base64('cert.pem') }
    const kubeconfigPath = kubeconfig(server.url, user, cluster)
    await using at = await scriptedCluster(() => {}, { kubeconfigPath })
    for (let nth = 0; nth < 10; nth++) expect(await at.cluster.health()).toMatchObject({ outcome: 'ok' })
    expect(seen).toHaveLength(10)
    expect(new Set(seen.map(({ client, http }) => `${String(client)} ${http}`))).toEqual(
      new Set(['test-api 1.1']),
    )
    expect(server.connections()).toBeLessThan(4)
  })

  test('an authority that is not known: unreachable', async () => {
    const kubeconfigPath = kubeconfig(server.url, {}, { 'insecure-skip-tls-verify': false })
    await using at = await scriptedCluster(() => {}, { kubeconfigPath })
    expect(await at.cluster.health()).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringMatching(/self.signed/i) as string,
    })
  })

  test('an authority that was replaced in the kubeconfig is taken up', async () => {
    const user = { token: 'x' }
    const old = { 'insecure-skip-tls-verify': false, 'certificate-authority-data': base64('old.pem') }
    const kubeconfigPath = kubeconfig(server.url, user, old)
    await using at = await scriptedCluster(() => {}, { kubeconfigPath })
    expect(await at.cluster.health()).toMatchObject({ outcome: 'unreachable' })
    const replaced = kubeconfig(server.url, user, {
      ...old,
      'certificate-authority-data': base64('cert.pem'),
    })
    copyFileSync(replaced, kubeconfigPath)
    await at.clock.advance(10_000)
    expect(await at.cluster.health()).toMatchObject({ outcome: 'ok' })
  })

  test('in a pod: the service account and the address from the environment', async () => {
    const account = join(directory, 'var/run/secrets/kubernetes.io/serviceaccount')
    mkdirSync(account, { recursive: true })
    writeFileSync(join(account, 'token'), 'pod-token\n')
    writeFileSync(join(account, 'ca.crt'), file('cert.pem'))
    const { hostname, port } = new URL(server.url)
    Object.assign(process.env, { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port })
    await using at = await scriptedCluster(() => {}, { inCluster: { pathPrefix: directory } })
    expect(await at.cluster.health()).toMatchObject({ outcome: 'ok' })
    expect(seen).toMatchObject([{ token: 'Bearer pod-token' }])
  })
})

function makeCertificate(certificate: string, key: string): boolean {
  const names = ['-subj', '/CN=test-api', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', join(directory, key), '-out', join(directory, certificate)]
  const what = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ]
  try {
    execFileSync('openssl', [...what, ...names, ...files], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function file(name: string): string {
  return readFileSync(join(directory, name), 'utf8')
}

function base64(name: string): string {
  return Buffer.from(file(name)).toString('base64')
}
