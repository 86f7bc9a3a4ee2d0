import { readFile } from 'node:fs/promises'
import type { TokenKind } from './generated/resolvers.js'

/** A tab that GraphiQL opens after a user has entered a token. */
export interface GraphiQLTab {
  /** The kinds of tokens for which it is opened. */
  kinds: readonly TokenKind[]
  query: string
  /** The variables. The page replaces a string `{name}` by data of the registry. */
  variables: object
}

const folder = new URL('../../assets/graphiql/tabs/', import.meta.url)

const both: readonly TokenKind[] = ['EDITOR', 'MASTER']
const master: readonly TokenKind[] = ['MASTER']

// The names of files in `folder`, in the order of the tabs.
const tabs: Record<string, Omit<GraphiQLTab, 'query'>> = {
  'pending-versions': { kinds: master, variables: {} },
  'review-version': {
    kinds: master,
    variables: { version: { space: '{pendingSpace}', app: '{pendingApp}', version: '{pendingVersion}' } },
  },
  maintenance: {
    kinds: master,
    variables: {
      start: {
        space: '{space}',
        slug: '{app}',
        infrastructure: true,
        short: true,
        noManualExecution: false,
        messages: [{ locale: 'en', short: 'Back tomorrow', long: 'The website that it reads is down.' }],
      },
      end: { space: '{space}', slug: '{app}' },
    },
  },
  'create-app': {
    kinds: master,
    variables: {
      editor: { name: 'Acme', autoPublication: false },
      app: { space: '{space}', slug: 'my-app', editor: '{editor}', type: 'WEBAPP' },
      token: { editor: '{editor}', kind: 'EDITOR', space: '{space}', app: '{app}', maxAge: 2592000 },
    },
  },
  'publish-version': {
    kinds: both,
    variables: {
      version: {
        space: '{space}',
        app: '{app}',
        version: '{version}',
        url: 'https://example.org/archive.tar.gz',
        sha256: '0000000000000000000000000000000000000000000000000000000000000000',
      },
    },
  },
  'withdraw-version': {
    kinds: both,
    variables: {
      withdraw: { space: '{space}', app: '{app}', version: '{version}', reason: 'It deletes photos.' },
      restore: { space: '{space}', app: '{app}', version: '{version}' },
    },
  },
  'audit-log': { kinds: master, variables: { filter: { space: '{space}', app: '{app}' } } },
  'app-changes': { kinds: both, variables: { space: '{space}' } },
}

/** Reads the tabs. */
export function readTabs(): Promise<GraphiQLTab[]> {
  const read = async ([name, tab]: [string, Omit<GraphiQLTab, 'query'>]): Promise<GraphiQLTab> => {
    return { ...tab, query: await readFile(new URL(`${name}.graphql`, folder), 'utf8') }
  }
  return Promise.all(Object.entries(tabs).map(read))
}
