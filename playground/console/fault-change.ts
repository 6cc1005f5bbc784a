import { FAULT_SCRIPTS, type FaultName, type FaultOptions } from '../aws/fault-scripts.ts'
import { isMap, type JsonMap } from '../kubernetes/json.ts'
import { UserError } from '../slack/people/user-error.ts'

export interface FaultChange {
  /** null: all of them. */
  name: FaultName | null
  on: boolean
  options: FaultOptions
}

const OPTIONS: { [Name in keyof FaultOptions]-?: (value: unknown) => boolean } = {
  times: (value) => value === null || isCount(value),
  skip: isCount,
  operation: (value) => typeof value === 'string',
  name: (value) => typeof value === 'string',
  ms: isCount,
  factor: isCount,
  zone: (value) => typeof value === 'string',
  end: (value) => value === 'failed' || value === 'gone',
}

/** Reads `{name, on, options?}`, or `{on: false}` for all. Throws UserError. */
export function readFaultChange({ name, on, options = {} }: JsonMap): FaultChange {
  if (typeof on !== 'boolean') throw new UserError(400, 'invalid_fault', 'on is true or false')
  if (name === undefined && !on) return { name: null, on, options: {} }
  if (typeof name !== 'string' || !Object.hasOwn(FAULT_SCRIPTS, name)) {
    const known = Object.keys(FAULT_SCRIPTS).join(', ')
    throw new UserError(400, 'invalid_fault', `there is no such fault; faults are ${known}`)
  }
  const entries = isMap(options) ? Object.entries(options) : [['options', options] as const]
  const wrong = entries.find(
    ([key, value]) => !Object.hasOwn(OPTIONS, key) || !OPTIONS[key as keyof FaultOptions](value),
  )
  if (wrong) {
    const known = Object.keys(OPTIONS).join(', ')
    throw new UserError(400, 'invalid_fault', `${wrong[0]} is not understood; options are ${known}`)
  }
  return { name: name as FaultName, on, options: options as FaultOptions }
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
