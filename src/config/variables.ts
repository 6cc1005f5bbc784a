/** An environment variable that the bot reads, besides those named by `secret:` in the file. */
export interface Variable {
  name: string
  description: string
  remedy: string
  isSecret: boolean
  /** Empty: in every mode. */
  modes: ('socket' | 'http')[]
  example: string
  /** A right value begins with it. */
  prefix?: string
}

export const CONFIG_VARIABLE = 'COXSWAIN_CONFIG'
export const CLOCK_VARIABLE = 'COXSWAIN_CLOCK'
export const DEFAULT_CONFIG_FILE = 'coxswain.yaml'

/** Slack's secrets. Each may also be given as NAME_FILE, the path of a file that holds it. */
export const SLACK_VARIABLES: Variable[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    description: 'Bot token, begins with xoxb-.',
    remedy: 'xoxb-…, from https://api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token',
    isSecret: true,
    modes: [],
    example: '',
    prefix: 'xoxb-',
  },
  {
    name: 'SLACK_APP_TOKEN',
    description: 'App-level token with the scope connections:write, begins with xapp-. Socket Mode only.',
    remedy:
      'xapp-…, from https://api.slack.com/apps → your app → Basic Information → App-Level Tokens, with the scope connections:write',
    isSecret: true,
    modes: ['socket'],
    example: '',
    prefix: 'xapp-',
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    description: 'Signing secret. HTTP mode only.',
    remedy:
      'from https://api.slack.com/apps → your app → Basic Information → App Credentials → Signing Secret',
    isSecret: true,
    modes: ['http'],
    example: '',
  },
]

export const PLAIN_VARIABLES: Variable[] = [
  {
    name: CONFIG_VARIABLE,
    description: `Path of the configuration file; ./${DEFAULT_CONFIG_FILE} without it.`,
    remedy: 'cp coxswain.example.yaml coxswain.yaml, then fill in your channels and teams',
    isSecret: false,
    modes: [],
    example: DEFAULT_CONFIG_FILE,
  },
  {
    name: CLOCK_VARIABLE,
    description: 'For demonstrations only: "<speed>@<base in ms>" makes time run faster from that moment on.',
    remedy: 'unset it, or give "<speed>@<base in ms since 1970>", such as 60@1767225600000',
    isSecret: false,
    modes: [],
    example: '',
  },
]
