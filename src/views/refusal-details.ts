import type { Refusal } from '../domain/actor.ts'
import { code, moment, person, plain } from './mrkdwn.ts'

export type RefusalDetails = NonNullable<Refusal['details']>
export type RefusalWords = Record<string, (details: RefusalDetails) => string>

type Value = RefusalDetails[string] | undefined

/** The value as code, or what to say when the refusal came without it. */
export function named(value: Value, otherwise: string): string {
  return value === undefined || value === null || value === '' ? otherwise : code(String(value), 120)
}

/** The value as code behind some words; nothing without it. */
export function behind(before: string, value: Value, after = ''): string {
  return value === undefined || value === null || value === ''
    ? ''
    : `${before}${code(String(value), 120)}${after}`
}

/** Words of people or other programs behind some words of ours. */
export function said(before: string, value: Value, after = ''): string {
  return value === undefined || value === null || value === ''
    ? ''
    : `${before}${plain(String(value), 300)}${after}`
}

/** Names that came as one text, separated by commas. */
export function listed(value: Value, otherwise: string): string {
  const names = String(value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) return otherwise
  const shown = names.slice(0, 6).map((name) => code(name, 80))
  return names.length > 6 ? `${shown.join(', ')} and ${names.length - 6} more` : shown.join(', ')
}

export function who(value: Value, otherwise = 'Somebody'): string {
  return typeof value === 'string' && value !== '' ? person(value) : otherwise
}

export function at(value: Value, before: string): string {
  return typeof value === 'number' ? `${before}${moment(value)}` : ''
}

export function until(value: Value): string {
  if (typeof value !== 'number' || value >= Number.MAX_SAFE_INTEGER) return 'until somebody lifts it'
  return `until ${moment(value)}`
}
