import { z } from 'zod'
import { field } from './field.ts'
import { filePath, labelValue, nonEmptyText } from './kinds.ts'

const cluster = z.strictObject({
  name: field(labelValue(), 'Unique; the regions of deploys.environments refer to it.'),
  kubeconfig: field(filePath().optional(), 'Path of its kubeconfig, read anew whenever credentials expire.', {
    remedy: 'write the whole path of the file, such as /etc/coxswain/kubeconfig',
  }),
  inCluster: field(
    z.literal(true).optional(),
    "Instead of kubeconfig: the bot runs in this cluster and uses its pod's service account.",
  ),
  context: field(
    nonEmptyText().optional(),
    'Context of the kubeconfig; the current one when it is left out.',
  ),
})

const KUBECONFIG = '/etc/coxswain/kubeconfig'

export const clustersSection = field(
  z.array(cluster).default([]),
  'Kubernetes clusters that the bot deploys to. What it may do there is in deploy/kubernetes-rbac.yaml.',
  {
    remedy: 'write a list: a line with "- name: …" for each cluster',
    example: [
      { name: 'alpha-kr', inCluster: true },
      { name: 'prod-kr', kubeconfig: KUBECONFIG, context: 'prod-kr' },
      { name: 'prod-eu', kubeconfig: KUBECONFIG, context: 'prod-eu' },
      { name: 'prod-jp', kubeconfig: KUBECONFIG, context: 'prod-jp' },
      { name: 'prod-us', kubeconfig: KUBECONFIG, context: 'prod-us' },
    ],
  },
)
