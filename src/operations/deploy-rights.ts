export { groupsOf, knownGroups, rightsFacts, type RightsDeps } from '../domain/deploys/known-groups.ts'
