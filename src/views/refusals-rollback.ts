import { isReasonCode, reasonWords } from './rollout-reason-words.ts'
import { behind, named, who, type RefusalDetails, type RefusalWords } from './refusal-details.ts'
import { own } from '../domain/own.ts'

type Clause = (details: RefusalDetails) => [why: string, next: string]

const BY_HAND = '*Roll back* on the card above goes back to a version that you choose'

/** Why a failed deploy is not rolled back by itself, and what to do instead: clauses that begin small. */
const CLAUSES: Record<string, Clause> = {
  'not-by-new-pods': (d) => [
    `the new pods are not what failed${causeWords(d['cause'])}, so that another version would not mend it`,
    'Mend the cause, then *Try again* on the card above; or *Roll back* there',
  ],
  'versions-differ': () => [
    'its regions did not all run the same version before',
    `Going back would change regions that are well. ${BY_HAND}`,
  ],
  'digest-before-unknown': () => [
    'nobody knows exactly which image ran before: it was named by a tag alone',
    BY_HAND,
  ],
  'changed-by-hand': (d) => [
    `something else than its version runs${behind(' in ', d['region'])} by now: somebody changed it by hand`,
    `Ask who did. ${BY_HAND}`,
  ],
  'runs-elsewhere': (d) => [
    `its version runs${behind(' in ', d['region'])} too, where this deploy did not bring it`,
    `Going back would change that too. ${BY_HAND}`,
  ],
  'newer-deploy': (d) => [`a newer deploy${behind(' (', d['version'], ')')} began there`, 'Watch its card'],
  'other-deploy-open': (d) => [
    `another deploy there is open: ${named(d['version'], 'another version')} by ${who(d['by'], 'somebody else')}`,
    'Watch its card, and withdraw it there if this has to go back first',
  ],
  'too-late': () => ['it was not possible within twenty minutes after the failure', BY_HAND],
}

/** Words of the reasons that only a rollback without a person meets. */
const ELSEWHERE: Record<string, Clause> = {
  'never-ran-before': () => ['the version that ran before never ran well there', BY_HAND],
  'nothing-to-change': () => ['the version from before runs everywhere again', 'There is nothing to do'],
  'may-not-roll-back': () => [
    'whoever asked for the deploy may not roll back there (any more)',
    'Somebody of the owning team may: *Roll back* on the card above',
  ],
}

/** null: no words of its own. */
export function whyNotRolledBack(reason: string, details: RefusalDetails): string | null {
  const clauses = { ...CLAUSES, ...ELSEWHERE }
  const clause = own(clauses, reason)
  if (!clause) return null
  const [why, next] = clause(details)
  return `${why}.\n${next}.`
}

/** The same as refusals. */
export const ROLLBACK_REFUSALS: RefusalWords = Object.fromEntries(
  Object.entries(CLAUSES).map(([reason, clause]) => [
    reason,
    (details) => {
      const [why, next] = clause(details)
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}. ${next}.`
    },
  ]),
)

function causeWords(cause: RefusalDetails[string] | undefined): string {
  return typeof cause === 'string' && isReasonCode(cause)
    ? ` (${reasonWords(cause)})`
    : behind(' (', cause, ')')
}
