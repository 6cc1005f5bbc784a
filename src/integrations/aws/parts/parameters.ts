import { DescribeCacheParametersCommand, ModifyCacheParameterGroupCommand } from '@aws-sdk/client-elasticache'
import type { Written } from '../../../domain/resources/cloud.ts'
import { NOTHING_TO_DO, written } from '../answers.ts'
import type { Calls } from '../calls.ts'
import { allPages, marker } from '../pages.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html */
const MOST_A_CALL = 20

/** What was set, and these names in any case: what was set to its default need not count as set. */
export async function readParameters(
  calls: Calls,
  group: string,
  names: string[],
): Promise<Record<string, string>> {
  const set = await read(calls, group, 'user')
  if (names.every((name) => set[name] !== undefined)) return set
  const all = await read(calls, group, undefined)
  const others = names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]))
  return { ...(Object.fromEntries(others) as Record<string, string>), ...set }
}

/** Sets what differs, a part at a time; what was done before an error stays done. */
export async function setParameters(
  calls: Calls,
  group: string,
  wanted: Record<string, string>,
): Promise<Written> {
  const found = await readParameters(calls, group, Object.keys(wanted))
  const differing = Object.entries(wanted).filter(([name, value]) => found[name] !== value)
  let last = NOTHING_TO_DO
  for (let start = 0; start < differing.length; start += MOST_A_CALL) {
    const values = differing.slice(start, start + MOST_A_CALL).map(([ParameterName, ParameterValue]) => {
      return { ParameterName, ParameterValue }
    })
    const sent = calls.elasticache('ModifyCacheParameterGroup', (client) =>
      client.send(
        new ModifyCacheParameterGroupCommand({
          CacheParameterGroupName: group,
          ParameterNameValues: values,
        }),
      ),
    )
    last = await written(sent, { CacheParameterGroupNotFound: 'absent' })
    if (last.answer === 'absent') return last
  }
  return last
}

async function read(
  calls: Calls,
  group: string,
  source: 'user' | undefined,
): Promise<Record<string, string>> {
  const pages = await allPages(
    (token) =>
      calls.elasticache('DescribeCacheParameters', (client) =>
        client.send(
          new DescribeCacheParametersCommand({
            CacheParameterGroupName: group,
            Source: source,
            Marker: token,
          }),
        ),
      ),
    marker,
  )
  const parameters = pages.flatMap(({ Parameters = [] }) => Parameters)
  return Object.fromEntries(
    parameters.map(({ ParameterName = '', ParameterValue = '' }) => [ParameterName, ParameterValue]),
  )
}
