/** ElastiCache numbers the members of a group from 1 on: `sessions-001`. */
export function memberName(group: string, number: number): string {
  return `${group}-${String(number).padStart(3, '0')}`
}
