import { GOOD } from './load.ts'

const PARTS: Record<string, string> = {
  clusters: '[{ cluster: prod-kr, url: "http://opencost.opencost.svc:9003" }]',
  aws: '[{ account: main }]',
}

export const ACCOUNTS = '[{ name: main, id: "123456789012" }, { name: dev, id: "210987654321" }]'

/** A file with one cluster and one account that is right; what is given stands instead or besides. */
export function costFile(parts: Record<string, string> = {}, accounts = ACCOUNTS): string {
  const lines = Object.entries({ ...PARTS, ...parts }).map(([key, value]) => `  ${key}: ${value}\n`)
  return `${GOOD}timeZone: Asia/Seoul
aws:
  accounts: ${accounts}
cost:
${lines.join('')}`
}
