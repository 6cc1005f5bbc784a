/** How an application reaches a resource. */
export interface Connection {
  host: string
  port: number
  /** For reading only; null when there is none. */
  readHost: string | null
  tls: boolean
  userName: string
  /** Where the password is: never the password. */
  secret: { store: 'ssm-parameter-store'; name: string; region: string }
}
