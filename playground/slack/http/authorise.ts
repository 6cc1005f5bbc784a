import { ApiError } from '../api-error.ts'
import type { ApiMethod } from '../method.ts'
import type { World } from '../world.ts'

/** Throws Slack's refusal unless the token may call the method. */
export function authorise(world: World, method: ApiMethod, token: string | undefined): void {
  if (!token) throw new ApiError('not_authed')
  const { credentials, workspace, manifest } = world
  const kind = token === credentials.botToken ? 'bot' : token === credentials.appToken ? 'app' : undefined
  if (!kind) throw new ApiError('invalid_auth')
  if (kind === 'bot' && credentials.revoked) throw new ApiError('token_revoked')
  if (kind === 'bot' && workspace.people.get(workspace.bot.userId)?.deleted)
    throw new ApiError('account_inactive')
  if (kind !== method.token) throw new ApiError('not_allowed_token_type')
  if (method.scopes.length === 0 || method.scopes.some((scope) => manifest.botScopes.includes(scope))) return
  throw new ApiError('missing_scope', {
    needed: method.scopes.join(','),
    provided: manifest.botScopes.join(','),
  })
}

export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1]
}
