import { numberOf } from './image-name.ts'

const TITLES = [
  'Retry the upstream call once when the connection is reset',
  'Reject requests with an empty idempotency key',
  'Cache exchange rates for five minutes',
  'Log the request id with every error',
  'Close the database connection before exit',
  'Raise the timeout of the export to 30 seconds',
  'Round amounts half to even',
  'Drop the index that nothing reads',
  'Validate the currency before the amount',
  'Send the trace header to downstream services',
  'Read the batch size from the environment',
  'Fix the off-by-one in pagination',
  'Stop polling when the queue is empty',
  'Return 409 when the order was already paid',
  'Bump the HTTP client to its latest patch release',
  'Warm up the connection pool at start',
  'Skip accounts that are closed',
  'Count failed logins by reason',
  'Move the feature flag to the new service',
  'Answer health checks while migrations run',
  'Make the webhook handler idempotent',
  'Remove the flag that has been on since spring',
  'Use the replica for reports',
  'Handle a missing shipping address',
  'Show the name of the plan in receipts',
  'Halve the memory of the import',
]
const MOST = 4

/** What a build of a repository brings, newest first: one to four titles, others than those of the builds before. */
export function commitTitles(repository: string, buildNumber: number): string[] {
  const start = numberOf(repository) + buildNumber * MOST
  const count = 1 + (numberOf(`${repository}#${buildNumber}`) % MOST)
  return Array.from({ length: count }, (_, index) => TITLES[(start + index) % TITLES.length] ?? '')
}
