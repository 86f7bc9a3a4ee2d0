import { setTimeout as pause } from 'node:timers/promises'
import { print } from 'graphql'
import { createClient, type ExecutionResult } from 'graphql-sse'
import { read, registryUrl } from './client.js'
import { graphql } from './generated/gql.js'
import type { AppChangesSubscription } from './generated/graphql.js'

const EventCursor = graphql(`
  query EventCursor {
    eventCursor
  }
`)

const AppChanges = graphql(`
  subscription AppChanges($after: String) {
    appChanged(after: $after) {
      kind
      slug
      versionNumber
      cursor
      app {
        name
      }
    }
  }
`)

type Change = AppChangesSubscription['appChanged']

// This program subscribes again by itself, because each subscription continues behind another cursor.
const client = createClient({ url: registryUrl, retryAttempts: 0 })

/**
 * The changes of the registry's applications, when they happen. After an interruption it continues behind the last change, so that
 * none is missed.
 */
async function* changes(): AsyncGenerator<Change> {
  let cursor: string | undefined
  for (;;) {
    try {
      if (cursor === undefined) {
        cursor = (await read(EventCursor, {})).eventCursor
        console.log(`Waiting for changes of ${registryUrl}. Ctrl-C ends it.`)
      }
      for await (const { data, errors } of subscribe(cursor)) {
        const [error] = errors ?? []
        // Too much has changed since the cursor. A client with a list would read its list again.
        if (error?.extensions?.code === 'CURSOR_EXPIRED') cursor = undefined
        if (error) throw new Error(error.message)
        if (!data) continue
        cursor = data.appChanged.cursor
        yield data.appChanged
      }
    } catch (error) {
      console.error(`Interrupted: ${error instanceof Error ? error.message : String(error)}`)
    }
    await pause(1000)
  }
}

function subscribe(after: string): AsyncIterable<ExecutionResult<AppChangesSubscription>> {
  return client.iterate({ query: print(AppChanges), variables: { after } })
}

for await (const { kind, slug, versionNumber, app } of changes()) {
  console.log([kind, slug, versionNumber, app?.name].filter(Boolean).join(' '))
}
