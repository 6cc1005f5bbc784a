import type { SsmContext } from './ssm-parameter.ts'

/** A parameter that somebody else made: no marker, no tags. */
export function addForeignParameter({ state, now }: SsmContext, region: string, name: string): void {
  state.parameters.push({
    region,
    name,
    type: 'String',
    value: 'made by somebody else',
    keyId: null,
    description: 'made by somebody else',
    version: 1,
    createdAt: now(),
    modifiedAt: now(),
    tags: {},
  })
}

/** false: there is none. */
export function removeParameter({ state }: SsmContext, region: string, name: string): boolean {
  const left = state.parameters.filter((one) => one.region !== region || one.name !== name)
  const isGone = left.length < state.parameters.length
  state.parameters = left
  return isGone
}
