import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import type { Dispatcher } from 'undici'
import type { Clock } from '../../lib/clock.ts'
import { createConnections } from './connections.ts'
import { loadKubeconfig, type KubeconfigSource } from './kubeconfig.ts'
import { loadLibrary } from './library.ts'
import { withinTime } from './within-time.ts'

const SIGNING_MS = 20_000
/** A cluster that refuses all credentials must not run the exec plugin at each call. */
const RENEWING_PAUSE_MS = 10_000

/** All that a request needs besides its path. */
export interface Signature {
  server: string
  headers: Record<string, string>
  dispatcher: Dispatcher
  /** Tells `renew` which credentials failed. */
  generation: number
}

export interface Credentials {
  /** Runs an exec plugin or reads a token file when due. Throws when they or the kubeconfig cannot be had. */
  sign(): Promise<Signature>
  /**
   * Forgets the credentials of this generation, so that the next request reads everything anew. False when they are
   * too fresh for that to help.
   */
  renew(generation: number): boolean
  close(): Promise<void>
}

/** Askers at the same time share one run of an exec plugin. */
export function createCredentials(source: KubeconfigSource, clock: Clock): Credentials {
  let loaded: Promise<KubeConfig> | null = null
  let generation = 0
  let renewedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<Signature> | null = null
  const connections = createConnections()

  const config = () => {
    loaded ??= loadKubeconfig(source)
    return loaded
  }
  const signNow = async (): Promise<Signature> => {
    const asOf = generation
    const from = await config()
    const options: RequestOptions = {}
    await from.applyToHTTPSOptions(options)
    const dispatcher = await connections.of(from, options)
    const server = from.getCurrentCluster()?.server ?? ''
    return { server, headers: headersOf(options), dispatcher, generation: asOf }
  }
  const signInTime = async () => {
    // Not part of the time limit, which a faster clock makes short.
    await loadLibrary()
    try {
      return await withinTime(clock, SIGNING_MS, signNow())
    } catch (error) {
      // The file may be mended, and a plugin that hangs must not be waited for again.
      loaded = null
      throw error
    }
  }
  return {
    sign() {
      if (underWay) return underWay
      const signing = signInTime().finally(() => {
        if (underWay === signing) underWay = null
      })
      underWay = signing
      return signing
    },
    renew(failed) {
      if (failed !== generation) return true
      if (clock.now() < renewedAt + RENEWING_PAUSE_MS) return false
      renewedAt = clock.now()
      generation++
      loaded = null
      underWay = null
      return true
    },
    close: connections.close,
  }
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {}
  if (options.auth) headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    // A token file usually ends with a newline, which no header may hold.
    if (value !== undefined) headers[name] = String(value).trim()
  }
  return headers
}
