/** Ids on the wire. Messages live for ever: these never change meaning. */
export const ACTION = {
  acknowledge: 'alert:acknowledge',
  unacknowledge: 'alert:unacknowledge',
  /** Opens the modal with every alert of a thread. */
  more: 'alert:more',
  /** Turns the page of that modal. */
  page: 'alert:page',
  /** The next part of an `/alerts` answer. */
  listMore: 'alert-list:more',
  /** Buttons that only open an address. */
  link: 'link:open',
  /** `v1:<approvalId>:<planHash>` */
  approveDeploy: 'deploy:approve',
  /** Opens the modal that asks for a reason; `v1:<approvalId>`. */
  rejectDeploy: 'deploy:reject',
  /** These take `v1:<deployId>`. */
  withdrawDeploy: 'deploy:withdraw',
  breakGlass: 'deploy:break-glass',
  showPlan: 'deploy:plan',
  /** Opens the rollback modal for what the deploy was about. */
  rollBack: 'deploy:roll-back',
  /** Opens the deploy modal with the same version again. */
  deployAgain: 'deploy:again',
  /** `v1:<project>/<service>/<environment>`, each part URI-encoded. */
  unlockService: 'deploy:unlock',
  /** `v1:<freezeId>` */
  liftFreeze: 'freeze:lift',
  /** Inputs of the deploy and rollback modals. */
  pickProject: 'deploy-pick:project',
  pickService: 'deploy-pick:service',
  pickEnvironment: 'deploy-pick:environment',
  pickVersion: 'deploy-pick:version',
  pickRegions: 'deploy-pick:regions',
  /** A version that ran before; radio buttons of the rollback modal. */
  pickPrevious: 'deploy-pick:previous',
  /** Text inputs of modals. */
  reason: 'deploy:reason',
  /** The next part of a `/deploys` or `/audit` answer. */
  moreDeploys: 'deploy-list:more',
  moreAudit: 'audit-list:more',
  /** Opens the form; `v1:<kind>`. */
  createResource: 'resource:create',
  /** Opens the form with what a creation wished for; `v1:<changeId>`. */
  createResourceAgain: 'resource:create-again',
  /** `v1:<scope>` or `v1:<scope>:<after>`. */
  listResources: 'resource-list:show',
  /** These take `v1:<resourceId>`. */
  showResource: 'resource:show',
  modifyResource: 'resource:modify',
  deleteResource: 'resource:delete',
  /** `v1:<approvalId>:<planHash>` */
  approveResource: 'resource:approve',
  /** Opens the modal that asks for a reason; `v1:<approvalId>`. */
  rejectResource: 'resource:reject',
  /** These take `v1:<changeId>`. */
  cancelResource: 'resource:cancel',
  retryResource: 'resource:retry',
  showResourcePlan: 'resource:plan',
  /** Inputs of the form; fields of the kind are numbered and known by their block id. */
  pickResourceProject: 'resource-pick:project',
  pickResourceEnvironment: 'resource-pick:environment',
  pickResourceField: 'resource-pick:field',
  /** The name, typed again to delete. */
  typedName: 'resource:typed-name',
  /** `v1:<scope>:<period>`; the scope is `company`, `team/<id>` or `project/<name>`, each part URI-encoded. */
  showCost: 'cost:show',
  /** The same as a file in a direct message. */
  exportCost: 'cost:csv',
  /** A menu of what can be looked into; its options carry what `showCost` takes. */
  pickCost: 'cost:pick',
  /** Opens the form; `v1`, or `v1:<budgetId>` URI-encoded. */
  askBudget: 'budget:ask',
  setBudget: 'budget:set',
  /** `v1:<approvalId>:<planHash>` */
  approveBudget: 'budget:approve',
  /** Opens the modal that asks for a reason; `v1:<approvalId>`. */
  rejectBudget: 'budget:reject',
  /** `v1:<requestId>` */
  withdrawBudget: 'budget:withdraw',
  /** Inputs of the forms. */
  pickBudget: 'budget-pick:scope',
  budgetAmount: 'budget-pick:amount',
} as const

export const CALLBACK = {
  threadAlerts: 'thread-alerts',
  deploy: 'deploy',
  rollback: 'rollback',
  rejectDeploy: 'deploy-reject',
  breakGlass: 'deploy-break-glass',
  deployPlan: 'deploy-plan',
  createResource: 'resource-create',
  modifyResource: 'resource-modify',
  deleteResource: 'resource-delete',
  rejectResource: 'resource-reject',
  resourcePlan: 'resource-plan',
  askBudget: 'budget-ask',
  setBudget: 'budget-set',
  rejectBudget: 'budget-reject',
} as const

/** Slack wants each action id once per message, so rows carry a number behind it. */
export function numbered(actionId: string, index: number): string {
  return `${actionId}:${index}`
}

/** The action id without its row number. */
export function withoutNumber(actionId: string): string {
  return actionId.replace(/:\d+$/, '')
}

export function buttonValue(id: string): string {
  return `v1:${id}`
}
