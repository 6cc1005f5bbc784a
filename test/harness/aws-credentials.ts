/** What the bot's process would find in its environment: nothing of the machine's own profiles, and nobody else is asked. */
export function useAwsCredentials(keys: { accessKeyId: string; secretAccessKey: string }): void {
  process.env['AWS_ACCESS_KEY_ID'] = keys.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = keys.secretAccessKey
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true'
}
