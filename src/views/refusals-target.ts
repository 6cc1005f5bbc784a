import { at, behind, listed, named, said, type RefusalWords } from './refusal-details.ts'

/** Refusals about what was named: projects, services, versions, images. */
export const NAME_REFUSALS: RefusalWords = {
  'project-unknown': (d) =>
    `No project ${named(d['project'], 'of that name')} is in the catalogue.${nearest(d['nearest'])} To register it, ask the platform team.`,
  'project-needed': () => 'Which project? Name one, for example `payments`.',
  'service-unknown': (d) =>
    `No service ${named(d['service'], 'of that name')} is known.${nearest(d['nearest'])} \`/deploy\` without a name lets you search; to register it, ask the platform team.`,
  'service-ambiguous': (d) =>
    `Several projects have a service ${named(d['service'], 'of that name')}: ${listed(d['projects'], 'more than one')}. Write \`project/service\`.`,
  'version-unknown': (d) =>
    `No build told of the version ${named(d['version'], 'that you typed')}. Choose one from the list, wait for the build, or type the full image reference.`,
  'version-unreadable': (d) =>
    `${named(d['version'], 'That')} is no version. Type a tag, a commit (7 characters or more), a digest or a full image reference.`,
  'version-ambiguous': (d) =>
    `${named(d['version'], 'That')} fits ${typeof d['count'] === 'number' ? d['count'] : 'several'} builds. Type more characters of the commit, or choose from the list.`,
  'build-from-future': (d) =>
    `The build says that it was made ${at(d['builtAt'], '') || 'in the future'}. Correct the clock of the build machine, or the field \`builtAt\`, and send it again.`,
  'version-needed': () => 'Which version? Choose one from the list, or type a tag.',
  'image-not-found': (d) =>
    `The registry does not have the image${behind(' ', d['image'])}: it may be deleted or never pushed. Choose another version, or build it again.`,
  'registry-unauthorized': (d) =>
    `The registry${behind(' ', d['registry'])} refuses the bot. Ask the platform team to renew its credentials under \`registries\`.`,
  'registry-unreachable': (d) =>
    `The registry${behind(' ', d['registry'])} does not answer${said(' (', d['error'], ')')}. Nothing was changed. Try again in a minute.`,
  'registry-unknown': (d) =>
    `No registry${behind(' ', d['registry'])} is configured, so the tag cannot be looked up. Type the image with its digest, or ask the platform team to add it under \`registries\`.`,
}

/** Refusals of clusters and about workloads. */
export const CLUSTER_REFUSALS: RefusalWords = {
  'cluster-unreachable': (d) =>
    `The cluster${behind(' ', d['cluster'])} does not answer${said(' (', d['error'], ')')}. Nothing was changed there. Try again in a minute; leave its region out if it is urgent elsewhere.`,
  'cluster-unauthorized': (d) =>
    `The cluster${behind(' ', d['cluster'])} refuses the credentials of the bot. Ask the platform team to renew them; \`/coxswain doctor\` shows when they work.`,
  'cluster-forbidden': (d) =>
    `The cluster${behind(' ', d['cluster'])} does not let the bot${behind(' ', d['verb'])}${behind(' ', d['resource'])}${behind(' in ', d['namespace'])}. Ask the platform team to apply the RBAC manifest of \`deploy/\`.`,
  'cluster-limited': (d) =>
    `The cluster${behind(' ', d['cluster'])} has too much to do and asks to wait. Nothing was changed. Try again in a minute.`,
  'cluster-unknown': (d) =>
    `The cluster${behind(' ', d['cluster'])} is not in the configuration. Ask the platform team to add it under \`clusters\`, or to correct the region.`,
  'workload-not-found': (d) =>
    `No workload of ${named(d['service'], 'this service')} is there${behind(' in ', d['region'])}. It is found by its name, or by its label \`app.kubernetes.io/name\` or \`app\`: check them, or create the workload first.`,
  'container-not-found': (d) =>
    `No container of ${named(d['service'], 'this service')}${behind(' in ', d['region'])} uses the image${behind(' ', d['image'])}. Check that this is the image of the service, or correct the manifest first.`,
  'managed-by-gitops': (d) =>
    `${tool(d['tool'])}${behind(' (application ', d['application'], ')')} keeps ${named(d['workload'], 'the workload')}${behind(' in ', d['region'])} equal to git and would undo this. Change the version in its git repository instead.`,
  'image-conflict': (d) =>
    `The image is owned by ${listed(d['managers'], 'another tool')}, which was not so in the approved plan. Open \`/deploy\` again: the new plan names the takeover.`,
  'write-refused': (d) =>
    `The cluster${behind(' ', d['cluster'])} refused the change${said(': ', d['details'])}. Nothing was changed. Correct what it says, then try again.`,
  'workload-recreated': (d) =>
    `${named(d['workload'], 'The workload')}${behind(' in ', d['region'])} was deleted and made anew since the plan. Open \`/deploy\` again and look at the new plan.`,
  'workload-deleted': (d) =>
    `${named(d['workload'], 'The workload')}${behind(' in ', d['region'])} was deleted meanwhile. Create it again, or leave this region out.`,
}

function nearest(value: Parameters<typeof listed>[0]): string {
  return value === undefined || value === null || value === '' ? '' : ` Did you mean ${listed(value, '')}?`
}

function tool(value: Parameters<typeof listed>[0]): string {
  if (value === 'argo-cd') return 'Argo CD'
  return value === 'flux' ? 'Flux' : 'A GitOps tool'
}
