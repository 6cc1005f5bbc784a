import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfigOfProcess } from '../src/config/from-process.ts'
import { toAlertSources } from '../src/config/to-alert-sources.ts'
import type { SourceCredential } from '../src/domain/policy.ts'

const USAGE = `npm run receive -- <kind> FILE [--source NAME] [--url URL]

Posts FILE to the webhook of the running bot, as the source that the configuration names:
  npm run receive -- grafana test/payloads/grafana/example.json --source main
--url is the bot's address, http://127.0.0.1:<http.port> without it.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'string' }, url: { type: 'string' } },
})
const [kind, file] = positionals
if (!kind || !file) stop(USAGE)

const { config, secrets } = loadConfigOrStop()
const sources = toAlertSources(config, secrets)
const source = sources.find(({ kind: own, name }) => own === kind && name === (values.source ?? name))
if (!source)
  stop(
    `no such source; configured: ${sources.map(({ kind: own, name }) => `${own} ${name}`).join(', ') || 'none'}`,
  )

const body = readFileSync(file)
const base =
  values.url ??
  `http://${config.http.host === '0.0.0.0' ? '127.0.0.1' : config.http.host}:${config.http.port}`
const url = new URL(`/webhooks/${source.kind}/${source.name}`, base)
const headers = { 'content-type': 'application/json', ...credentialHeaders(source.auth, body) }
const response = await fetch(url, { method: 'POST', headers, body }).catch((error: Error) => {
  return stop(
    `${url.href} does not answer (${error.cause instanceof Error ? error.cause.message : error.message}): is the bot running there?`,
  )
})
console.log(`${response.status} ${await response.text()}`)
process.exitCode = response.ok ? 0 : 1

function credentialHeaders(auth: SourceCredential, bytes: Buffer): Record<string, string> {
  switch (auth.type) {
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` }
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
    case 'hmac': {
      const time = String(Math.floor(Date.now() / 1000))
      const hmac = createHmac('sha256', auth.secret)
      if (auth.timestampHeader) hmac.update(`${time}:`)
      const signature = hmac.update(bytes).digest('hex')
      return { [auth.header]: signature, ...(auth.timestampHeader ? { [auth.timestampHeader]: time } : {}) }
    }
  }
}

function loadConfigOrStop() {
  try {
    return loadConfigOfProcess({ withSlackSecrets: false })
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}
