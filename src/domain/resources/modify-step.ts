/** One call that changes what exists; one at a time, each with effect at once. */
export type ModifyStep =
  | { do: 'set-node-type'; nodeType: string }
  | { do: 'add-replicas'; replicas: number }
  | { do: 'remove-replicas'; replicas: number }
  /** Automatic failover and multi-AZ, together. */
  | { do: 'set-failover'; on: boolean }
