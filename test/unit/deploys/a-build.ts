import type { Build } from '../../../src/domain/deploys/version.ts'

export const digest = (letter: string) => `sha256:${letter.repeat(64)}`

export function aBuild(over: Partial<Build> = {}): Build {
  return {
    project: 'payments',
    service: 'checkout',
    image: { registry: 'r.example.com', repository: 'checkout' },
    digest: digest('a'),
    tag: '1.4.2',
    commit: 'abc1234def5678abc1234def5678abc1234def56',
    branch: 'main',
    authorId: 'UALICE',
    author: 'alice',
    message: 'round amounts',
    ciLink: null,
    commits: [],
    builtAt: 1,
    ...over,
  }
}
