import { expect, test } from 'vitest'
import { toBuildSources } from '../../../src/config/to-build-sources.ts'
import { toClusters } from '../../../src/config/to-clusters.ts'
import { toRegistries } from '../../../src/config/to-registries.ts'
import { GOOD, load, problemsOf, TOKENS } from './load.ts'

const VALUES = { ...TOKENS, CI: 'value-of-ci', REG: 'value-of-reg' }

test('without these sections there are none', () => {
  const { config, secrets } = load(GOOD)
  expect([toClusters(config), toRegistries(config, secrets), toBuildSources(config, secrets)]).toEqual([
    [],
    [],
    [],
  ])
})

test('clusters by kubeconfig, by context and from inside', () => {
  const { config } = load(`${GOOD}clusters:
  - { name: a, kubeconfig: /no/such/file }
  - { name: b, kubeconfig: kube/b.yaml, context: b-admin }
  - { name: c, inCluster: true }
`)
  expect(toClusters(config)).toEqual([
    { name: 'a', kubeconfigPath: '/no/such/file' },
    { name: 'b', kubeconfigPath: 'kube/b.yaml', context: 'b-admin' },
    { name: 'c', inCluster: true },
  ])
})

test('registries with their credentials and addresses', () => {
  const { config, secrets } = load(
    `${GOOD}registries:
  - { host: registry.example.com, auth: { type: basic, username: bot, secret: REG } }
  - { host: '127.0.0.1:5000', url: 'http://127.0.0.1:5000', auth: { type: bearer, secret: REG } }
  - { host: docker.io }
`,
    VALUES,
  )
  expect(toRegistries(config, secrets)).toEqual([
    {
      host: 'registry.example.com',
      url: 'https://registry.example.com',
      auth: { type: 'basic', username: 'bot', password: 'value-of-reg' },
    },
    { host: '127.0.0.1:5000', url: 'http://127.0.0.1:5000', auth: { type: 'bearer', token: 'value-of-reg' } },
    { host: 'docker.io', url: 'https://registry-1.docker.io', auth: null },
  ])
})

test('sources of builds with their credentials', () => {
  const { config, secrets } = load(
    `${GOOD}builds:
  sources:
    - { name: ci, auth: { type: bearer, secret: CI } }
    - { name: old, auth: { type: basic, username: jenkins, secret: CI } }
    - { name: signed, auth: { type: hmac, secret: CI } }
`,
    VALUES,
  )
  const signature = { header: 'X-Coxswain-Signature', timestampHeader: null }
  expect(toBuildSources(config, secrets)).toEqual([
    { name: 'ci', auth: { type: 'bearer', token: 'value-of-ci' } },
    { name: 'old', auth: { type: 'basic', username: 'jenkins', password: 'value-of-ci' } },
    { name: 'signed', auth: { type: 'hmac', secret: 'value-of-ci', ...signature } },
  ])
})

/** What is wrong · the section · where · field · problem · remedy. */
const WRONG: [string, string, string, string, string, string][] = [
  [
    'a cluster that cannot be reached',
    'clusters: [{ name: a }]',
    '3:12',
    'clusters[0]',
    'does not say how to reach the cluster',
    'give kubeconfig, the path of a file, or inCluster: true',
  ],
  [
    'a cluster reached in two ways',
    'clusters: [{ name: a, inCluster: true, kubeconfig: /k }]',
    '3:52',
    'clusters[0].kubeconfig',
    'stands beside inCluster',
    'delete kubeconfig, or inCluster',
  ],
  [
    'a context without a kubeconfig',
    'clusters: [{ name: a, inCluster: true, context: b }]',
    '3:49',
    'clusters[0].context',
    'stands beside inCluster',
    'delete context, or inCluster',
  ],
  [
    'a cluster name twice',
    'clusters: [{ name: a, inCluster: true }, { name: a, kubeconfig: /k }]',
    '3:50',
    'clusters[1].name',
    '"a" is already the name of clusters[0]',
    'give each cluster its own name, or merge the two entries',
  ],
  [
    'a path for a shell',
    'clusters: [{ name: a, kubeconfig: ~/.kube/config }]',
    '3:35',
    'clusters[0].kubeconfig',
    '"~/.kube/config" begins with ~, which only a shell understands',
    'write the whole path of the file, such as /etc/coxswain/kubeconfig',
  ],
  [
    'an address for a host',
    'registries: [{ host: https://registry.example.com }]',
    '3:22',
    'registries[0].host',
    '"https://registry.example.com" is not the host of a registry',
    'write what stands before the first slash of an image, such as registry.example.com',
  ],
  [
    'a registry over plain http',
    'registries: [{ host: r.example.com, url: http://r.example.com }]',
    '3:42',
    'registries[0].url',
    '"http://r.example.com" would send the token unencrypted',
    'write https://…; http:// is accepted for this machine only',
  ],
  [
    'a registry twice',
    'registries: [{ host: r.example.com }, { host: r.example.com }]',
    '3:47',
    'registries[1].host',
    '"r.example.com" is already the host of registries[0]',
    'delete one of the two entries',
  ],
  [
    'a signature for a registry',
    'registries: [{ host: r.example.com, auth: { type: hmac, secret: REG } }]',
    '3:51',
    'registries[0].auth.type',
    '"hmac" must be one of basic, bearer',
    'give auth: { type: basic, username: NAME, secret: NAME_OF_A_VARIABLE }, or leave it out',
  ],
  [
    'a source of builds twice',
    'builds: { sources: [{ name: a, auth: { type: bearer, secret: CI } }, { name: a, auth: { type: bearer, secret: CI } }] }',
    '3:78',
    'builds.sources[1].name',
    '"a" is already the name of builds.sources[0]',
    'give each source its own name',
  ],
  [
    'a source of builds without credential',
    'builds: { sources: [{ name: a }] }',
    '3:21',
    'builds.sources[0].auth',
    'is missing',
    'give auth: { type: bearer | basic | hmac, secret: NAME_OF_A_VARIABLE }',
  ],
]

test.each(WRONG)('%s is told with its place and a remedy', (_, section, at, field, problem, remedy) => {
  expect(problemsOf(`${GOOD}${section}\n`, VALUES)).toEqual([
    { where: `coxswain.yaml:${at}`, field, problem, remedy },
  ])
})

test('missing secrets of builds and registries are told with the line that asks', () => {
  const text = `${GOOD}registries:
  - { host: r.example.com, auth: { type: basic, username: bot, secret: REG } }
builds: { sources: [{ name: a, auth: { type: bearer, secret: CI } }] }
`
  expect(problemsOf(text).map(({ where, field, remedy }) => `${where} ${field} ${remedy}`)).toEqual([
    `coxswain.yaml:5:62 CI make one with "openssl rand -hex 32" and put the same into the secrets of the pipeline (or CI_FILE, a file's path)`,
    `coxswain.yaml:4:72 REG the password of the user that may read from the registry, as the registry gave it (or REG_FILE, a file's path)`,
  ])
})
