import { isObject } from './fields.ts'

/** False when not one element has any field of an alert: then the list is something else, not a list of malformed alerts. */
export function looksLikeAlerts(elements: readonly unknown[]): boolean {
  return elements.length === 0 || elements.some(hasAlertField)
}

function hasAlertField(element: unknown): boolean {
  return isObject(element) && ('labels' in element || 'startsAt' in element || 'fingerprint' in element)
}
