import type { AwsCall } from '../aws-service.ts'
import type { FaultBook } from '../faults.ts'
import type { AwsSettings } from '../settings.ts'
import type { Region } from './region.ts'

/** What an operation works with. */
export interface Context {
  call: AwsCall
  region: Region
  now: number
  settings: AwsSettings
  faults: FaultBook
}

export type Operation = (context: Context) => Record<string, unknown>
