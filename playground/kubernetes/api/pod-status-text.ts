import type { ContainerStatus, Pod } from '../objects.ts'

/** The STATUS that `kubectl get pods` shows. */
export function podStatusText({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp) return 'Terminating'
  const init = status.initContainerStatuses ?? []
  const stuck = init.findIndex(({ state }) => state.terminated?.exitCode !== 0)
  const blocked = init[stuck]
  if (blocked) {
    const reason = reasonOf(blocked)
    return reason && reason !== 'PodInitializing' ? `Init:${reason}` : `Init:${stuck}/${init.length}`
  }
  const told = status.containerStatuses?.map(reasonOf).findLast((reason) => reason !== undefined)
  return told ?? status.reason ?? status.phase
}

function reasonOf({ state }: ContainerStatus): string | undefined {
  return state.waiting?.reason ?? state.terminated?.reason
}
