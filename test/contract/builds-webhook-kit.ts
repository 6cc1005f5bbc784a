import type { AddressInfo } from 'node:net'
import type { SourceCredential } from '../../src/domain/policy.ts'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createRecordBuild } from '../../src/operations/record-build.ts'
import { createWebServer } from '../../src/web/server.ts'
import { registerBuildsWebhook, type BuildAnswer } from '../../src/web/webhooks/builds.ts'
import { givenCatalogue, NINE } from '../harness/given.ts'
import { payload } from '../harness/payload.ts'

const HMAC = { type: 'hmac', secret: 's', header: 'X-Signature', timestampHeader: null } as const
const SOURCES: { name: string; auth: SourceCredential }[] = [
  { name: 'github', auth: { type: 'bearer', token: 'builds-secret' } },
  { name: 'jenkins', auth: { type: 'basic', username: 'ci', password: 'p' } },
  { name: 'signed', auth: HMAC },
]

export const BEARER = { authorization: 'Bearer builds-secret' }
export const SAMPLE = payload('builds/github-push.json')

interface SendOptions {
  source?: string
  headers?: Record<string, string>
  method?: string
}

const read = async (response: Response): Promise<unknown> => response.json()

/** The webhook of builds before the real operation and store. */
export async function startBuildsWebhook(store: Store) {
  const now = () => NINE
  const catalogue = givenCatalogue()
  const answers: BuildAnswer[] = []
  const app = createWebServer({
    routes: [
      (web) =>
        registerBuildsWebhook(web, {
          buildSources: SOURCES,
          recordBuild: createRecordBuild({ store, now, newId: createNewId(now), catalogue }),
          catalogue,
          now,
          onBuildAnswer: (answer) => answers.push(answer),
        }),
    ],
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/webhooks/builds`
  return {
    url,
    answers,
    async send(
      body: Buffer | string,
      { source = 'github', headers = BEARER, method = 'POST' }: SendOptions = {},
    ) {
      const response = await fetch(`${url}/${source}`, { method, body, headers })
      return { status: response.status, headers: response.headers, body: await read(response) }
    },
    close: () => app.close(),
  }
}

export type BuildsWebhook = Awaited<ReturnType<typeof startBuildsWebhook>>

/** The sample with some fields changed; `undefined` leaves one out. */
export function sampleWith(over: Record<string, unknown>): string {
  return JSON.stringify({ ...(JSON.parse(SAMPLE) as object), ...over })
}
