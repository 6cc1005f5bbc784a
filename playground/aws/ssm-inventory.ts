import type { InventoryItem } from './inventory.ts'
import { parameterArn, type SsmContext } from './ssm-parameter.ts'

/** What is in Parameter Store, without values. */
export function ssmInventory({ state, accountId }: SsmContext): InventoryItem[] {
  return state.parameters.map((parameter) => {
    const { name, region, type, keyId, description, version, tags, createdAt } = parameter
    const more = [type, ...(keyId === null ? [] : [keyId]), `version ${version}`]
    return {
      kind: 'ssm-parameter',
      name,
      region,
      arn: parameterArn(accountId, parameter),
      status: 'available',
      description,
      marker: /\[coxswain:([^\]]+)\]/.exec(description ?? '')?.[1] ?? tags['coxswain:resource'] ?? null,
      tags,
      createdAt,
      summary: more.join(' · '),
    }
  })
}
