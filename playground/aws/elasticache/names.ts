import { invalidValue } from './input.ts'

export interface NameRule {
  /** As in errors: `ReplicationGroupId`. */
  parameter: string
  /** Characters. */
  most: number
}

/**
 * Names are stored in lower case. Throws AwsFault. Letters, digits and hyphens, a letter first, no two hyphens in a row,
 * none at the end. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function newName(sent: string, { parameter, most }: NameRule): string {
  if (!/^[a-zA-Z][a-zA-Z0-9-]*$/.test(sent) || sent.includes('--') || sent.endsWith('-'))
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ` +
        'ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
    )
  if (sent.length > most)
    throw invalidValue(`The parameter ${parameter} must not be longer than ${most} characters.`)
  return sent.toLowerCase()
}
