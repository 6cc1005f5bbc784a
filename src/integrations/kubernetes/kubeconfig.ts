import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { KubeConfig, User } from '@kubernetes/client-node'
import { parse } from 'yaml'
import { loadLibrary } from './library.ts'

export interface KubeconfigSource {
  kubeconfigPath?: string
  /** The pod's own service account. `pathPrefix` stands before /var/run/secrets. */
  inCluster?: boolean | { pathPrefix: string }
  /** Default: the kubeconfig's current context. */
  context?: string
}

type NamedUser = { name?: string; user?: { tokenFile?: string } | null }

/** Reads anew each time, so that rotated certificates, tokens and exec plugins take effect. Throws when it cannot. */
export async function loadKubeconfig(source: KubeconfigSource): Promise<KubeConfig> {
  const { KubeConfig } = await loadLibrary()
  const config = new KubeConfig()
  if (source.inCluster) {
    config.loadFromCluster(source.inCluster === true ? '' : source.inCluster.pathPrefix)
  } else {
    if (source.kubeconfigPath === undefined) throw new Error('neither a kubeconfig nor in-cluster')
    await loadFile(config, source.kubeconfigPath)
  }
  if (source.context !== undefined) config.setCurrentContext(source.context)
  const context = config.getContextObject(config.getCurrentContext())
  if (!context) throw new Error(`no context ${JSON.stringify(config.getCurrentContext())} in the kubeconfig`)
  if (!config.getCurrentCluster())
    throw new Error(`no cluster ${JSON.stringify(context.cluster)} in the kubeconfig`)
  return config
}

async function loadFile(config: KubeConfig, path: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  const directory = dirname(resolve(path))
  config.loadFromString(text)
  config.makePathsAbsolute(directory)
  const given = (parse(text) as { users?: NamedUser[] | null } | null)?.users ?? []
  config.users = config.users.map((user) => completeUser(user, given, directory))
}

/** What the client library leaves out of the kubeconfig format: token files, exec paths and KUBERNETES_EXEC_INFO. */
function completeUser(user: User, given: NamedUser[], directory: string): User {
  const tokenFile = given.find(({ name }) => name === user.name)?.user?.tokenFile
  if (tokenFile !== undefined) {
    const config = { tokenFile: resolve(directory, tokenFile) }
    const { token: _stale, ...rest } = user
    return { ...rest, authProvider: { name: 'tokenFile', config } }
  }
  if (!user.exec) return user
  const exec = user.exec as {
    apiVersion?: string
    command?: string
    env?: { name: string; value: string }[] | null
  }
  const command = exec.command ?? ''
  const isRelativePath = command.includes('/') && !isAbsolute(command)
  const info = { apiVersion: exec.apiVersion, kind: 'ExecCredential', spec: { interactive: false } }
  const env = [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }]
  return { ...user, exec: { ...exec, command: isRelativePath ? resolve(directory, command) : command, env } }
}
