import { placeOf, type AwsPlace } from '../places.ts'
import { defaultUser } from './default-user.ts'
import type {
  Leftover,
  ParameterGroup,
  ReplicationGroup,
  Snapshot,
  StoredEvent,
  SubnetGroup,
  User,
  UserGroup,
} from './records.ts'

/** Everything of ElastiCache in one region. */
export interface Region {
  place: AwsPlace
  subnetGroups: Map<string, SubnetGroup>
  parameterGroups: Map<string, ParameterGroup>
  users: Map<string, User>
  userGroups: Map<string, UserGroup>
  replicationGroups: Map<string, ReplicationGroup>
  snapshots: Map<string, Snapshot>
  leftovers: Leftover[]
  events: StoredEvent[]
}

/** Plain data of a region, for a file. */
export interface SavedRegion {
  region: string
  subnetGroups: SubnetGroup[]
  parameterGroups: ParameterGroup[]
  users: User[]
  userGroups: UserGroup[]
  replicationGroups: ReplicationGroup[]
  snapshots: Snapshot[]
  leftovers: Leftover[]
  events: StoredEvent[]
}

export function emptyRegion(region: string): Region {
  return {
    place: placeOf(region),
    subnetGroups: new Map(),
    parameterGroups: new Map(),
    users: new Map([['default', defaultUser()]]),
    userGroups: new Map(),
    replicationGroups: new Map(),
    snapshots: new Map(),
    leftovers: [],
    events: [],
  }
}

export function saveRegion(region: Region): SavedRegion {
  return {
    region: region.place.region,
    subnetGroups: [...region.subnetGroups.values()],
    parameterGroups: [...region.parameterGroups.values()],
    users: [...region.users.values()],
    userGroups: [...region.userGroups.values()],
    replicationGroups: [...region.replicationGroups.values()],
    snapshots: [...region.snapshots.values()],
    leftovers: region.leftovers,
    events: region.events,
  }
}

export function loadRegion(saved: SavedRegion): Region {
  return {
    place: placeOf(saved.region),
    subnetGroups: byName(saved.subnetGroups),
    parameterGroups: byName(saved.parameterGroups),
    users: byName(saved.users),
    userGroups: byName(saved.userGroups),
    replicationGroups: byName(saved.replicationGroups),
    snapshots: byName(saved.snapshots),
    leftovers: saved.leftovers,
    events: saved.events,
  }
}

function byName<T extends { name: string }>(records: T[]): Map<string, T> {
  return new Map(records.map((record) => [record.name, record]))
}
