import { randomUUID } from 'node:crypto'

export interface Account {
  username: string
  password: string
}

export interface Tokens {
  /** A token for these scopes as far as the caller has a right to them; null for wrong credentials. */
  grant(scopes: readonly string[], authorization: string | undefined): string | null
  mayPull(authorization: string | undefined, repository: string): boolean
  isKnown(authorization: string | undefined): boolean
}

/** With an account, only who comes with it may pull. */
export function createTokens(account: Account | undefined): Tokens {
  const granted = new Map<string, Set<string>>()
  const expected =
    account && `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`
  const grantOf = (authorization = '') => granted.get(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '')
  return {
    grant(scopes, authorization) {
      if (authorization !== undefined && authorization !== expected) return null
      const isTrusted = account === undefined || authorization === expected
      const pulls = scopes.flatMap((scope) => {
        const [, name, actions = ''] = /^repository:(.+):([a-z,*]+)$/.exec(scope) ?? []
        return name !== undefined && actions.split(',').includes('pull') ? [name] : []
      })
      const token = randomUUID()
      granted.set(token, new Set(isTrusted ? pulls : []))
      return token
    },
    mayPull: (authorization, repository) => grantOf(authorization)?.has(repository) ?? false,
    isKnown: (authorization) => grantOf(authorization) !== undefined,
  }
}
