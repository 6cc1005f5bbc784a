import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { stringify } from 'yaml'

interface Access {
  name: string
  url: string
  token: string
  user: string
  /** PEM of the authority that signed the server's certificate. */
  authority: string
}

/** Writes a kubeconfig with a bearer token; kubectl sends one over TLS only. */
export function writeKubeconfig(path: string, { name, url, token, user, authority }: Access): string {
  const data = Buffer.from(authority).toString('base64')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': data } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user } }],
    preferences: {},
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, stringify(config), { mode: 0o600 })
  return path
}
