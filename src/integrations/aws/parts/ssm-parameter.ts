import { randomInt } from 'node:crypto'
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  PutParameterCommand,
  type ParameterMetadata,
  type ParameterStringFilter,
} from '@aws-sdk/client-ssm'
import type { Calls } from '../calls.ts'
import { NOTHING_TO_DO, written } from '../answers.ts'
import { descriptionOf, ownerByDescription } from '../description.ts'
import { SECRETS_PATH } from '../iam-actions.ts'
import { allPages } from '../pages.ts'
import { tagList, wantedTags } from '../tags.ts'
import { ABSENT, statusOf, type PartAdapter, type PartDeps } from './part-adapter.ts'

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const PASSWORD_LENGTH = 32
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
const MOST_A_PAGE = 50

/** A generated password. It leaves this file only on its way to AWS. */
export function createSsmParameters({ calls }: PartDeps): PartAdapter {
  return {
    async look(part) {
      const found = await list(calls, { Key: 'Name', Option: 'Equals', Values: [part.name] })
      const parameter = found.find(({ Name }) => Name === part.name)
      if (!parameter) return ABSENT
      const owner = ownerByDescription(parameter.Description, part)
      return { seen: 'present', owner, arn: parameter.ARN ?? null, status: statusOf(undefined), values: {} }
    },
    make(part) {
      const password = newPassword()
      const sent = calls.ssm(
        'PutParameter',
        (client) =>
          client.send(
            new PutParameterCommand({
              Name: part.name,
              Description: descriptionOf(part),
              Type: 'SecureString',
              Value: password,
              Overwrite: false,
              Tags: tagList(wantedTags(part)),
            }),
          ),
        { secret: password },
      )
      return written(sent, { ParameterAlreadyExists: 'exists' })
    },
    mend: () => Promise.resolve(NOTHING_TO_DO),
    unmake: (part) =>
      written(
        calls.ssm('DeleteParameter', (client) =>
          client.send(new DeleteParameterCommand({ Name: part.name })),
        ),
        { ParameterNotFound: 'absent' },
      ),
    async marked(marker) {
      const found = await list(calls, { Key: 'Name', Option: 'BeginsWith', Values: [SECRETS_PATH] })
      return found
        .filter(({ Description = '' }) => Description.includes(marker))
        .map(({ Name = '', ARN = null }) => ({
          type: 'ssm-parameter',
          name: Name,
          arn: ARN,
          status: statusOf(undefined),
        }))
    },
  }
}

/** A page may hold fewer than there are, even none, and name a next one all the same. */
async function list(calls: Calls, filter: ParameterStringFilter): Promise<ParameterMetadata[]> {
  const pages = await allPages(
    (token) =>
      calls.ssm('DescribeParameters', (client) =>
        client.send(
          new DescribeParametersCommand({
            ParameterFilters: [filter],
            MaxResults: MOST_A_PAGE,
            NextToken: token,
          }),
        ),
      ),
    ({ NextToken }) => NextToken,
  )
  return pages.flatMap(({ Parameters = [] }) => Parameters)
}

function newPassword(): string {
  const characters = Array.from({ length: PASSWORD_LENGTH }, () => {
    return LETTERS_AND_DIGITS.charAt(randomInt(LETTERS_AND_DIGITS.length))
  })
  return characters.join('')
}
