import { z } from 'zod'

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

export function currencyCode() {
  const error = 'is not a currency code of ISO 4217'
  return z
    .string()
    .regex(/^[A-Z]{3}$/, { error, abort: true })
    .refine((code) => CURRENCIES.has(code), { error })
}
export const CURRENCY_REMEDY = 'write three capitals such as USD, EUR or KRW'

/** Where an API begins; what is asked of it is added. No credentials: who reads the file would read them. */
export function apiUrl() {
  return z
    .url({ protocol: /^https?$/, error: 'is not an http(s) URL', abort: true })
    .refine((url) => !holdsCredentials(new URL(url)), { error: 'holds a name or password', abort: true })
    .refine((url) => isBase(new URL(url)), { error: 'is more than where the API begins' })
}
export const OPENCOST_URL_REMEDY =
  'write it without credentials, /allocation and parameters, such as http://opencost.opencost.svc:9003'

function holdsCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

function isBase({ pathname, search, hash }: URL): boolean {
  return search === '' && hash === '' && !pathname.split('/').includes('allocation')
}

/** A lone "*" would make everything shared. */
export function namespacePattern() {
  return z.string().regex(/^[^\s*]{1,253}\*?$/, {
    error: 'is not the name of a namespace, nor how names begin with "*" behind it',
  })
}
export const NAMESPACE_PATTERN_REMEDY = 'write a name such as kube-system, or istio-* for all that begin so'

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export function tagKey() {
  return z.string().regex(/^[\p{L}\p{N} _.:/=+\-@]{1,128}$/u, { error: 'is not the key of a tag' })
}
