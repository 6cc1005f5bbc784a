import { z } from 'zod'

export function channelId() {
  return z.string().regex(/^[CG][A-Z0-9]{2,}$/, { error: 'is not a Slack channel id (C… or G…)' })
}
export const CHANNEL_REMEDY = 'open the channel in Slack, click its name; the id stands at the end of "About"'

export function userGroupId() {
  return z.string().regex(/^S[A-Z0-9]{2,}$/, { error: 'is not a Slack user group id (S…)' })
}
export const USER_GROUP_REMEDY = 'in Slack: Directories → User groups → the group → ⋮ → Copy group ID'

export function userId() {
  return z.string().regex(/^[UW][A-Z0-9]{2,}$/, { error: 'is not a Slack user id (U… or W…)' })
}
export const USER_REMEDY = "in Slack: the person's profile → ⋮ → Copy member ID"

/** The name of an environment variable that holds a secret. */
export function variableName() {
  return z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'is not the name of an environment variable', abort: true })
    .refine((name) => !name.endsWith('_FILE'), {
      error: 'must not end in _FILE: NAME_FILE is read by itself',
    })
}
export const VARIABLE_REMEDY =
  'name an environment variable here, such as GRAFANA_MAIN_TOKEN, and put the secret itself into that variable'

/** Part of a URL path and of stored keys. */
export function slug() {
  return z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'may hold a-z, 0-9 and "-", at most 63 characters' })
}

/** A value that labels are compared with. */
export function labelValue() {
  return z.string().regex(/^\S{1,253}$/, { error: 'must be 1-253 characters without spaces' })
}

export function nonEmptyText() {
  return z.string().trim().min(1, { error: 'is empty' })
}

export function timeZone() {
  return z.string().refine(isTimeZone, { error: 'is not a time zone of the IANA list' })
}

function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** An address that credentials are sent to. */
export function secureUrl() {
  return z
    .url({ protocol: /^https?$/, error: 'is not an http(s) URL' })
    .refine((url) => !url.startsWith('http:') || isLoopback(new URL(url).hostname), {
      error: 'would send the token unencrypted',
    })
}

/** An address that people open in a browser. */
export function webUrl() {
  return z.url({ protocol: /^https?$/, error: 'is not an http(s) URL' })
}

/** The address of a program on this machine. */
export function loopbackUrl() {
  return z
    .url({ protocol: /^http$/, error: 'is not an http:// URL', abort: true })
    .refine((url) => isLoopback(new URL(url).hostname), { error: 'is not on this machine' })
}

/** The parser of URLs writes every such address with four numbers. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Who is meant by a rule. */
export function who() {
  return z.string().regex(/^(owning-team|everybody|S[A-Z0-9]{2,})$/, {
    error: 'is not owning-team, everybody or a Slack user group id (S…)',
  })
}
export const WHO_REMEDY = `write owning-team, everybody, or the id of a group (${USER_GROUP_REMEDY})`

/** Host of images, with its port. */
export function registryHost() {
  return z.string().regex(/^(\[[0-9a-fA-F:]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?$/, {
    error: 'is not the host of a registry',
  })
}

/** A path that the bot opens itself: no shell is there to expand it. */
export function filePath() {
  return nonEmptyText().refine((path) => !path.startsWith('~'), {
    error: 'begins with ~, which only a shell understands',
  })
}
