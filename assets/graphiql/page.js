// The page of GraphiQL. It asks for a token once, and keeps the token in memory: neither in a storage of the browser, nor in a
// URL. With a token it opens tabs for the usual work, filled with data of the registry.

/* global document, fetch, history, localStorage, location, self, YogaGraphiQL */

const { workers, example, tabs } = JSON.parse(document.getElementById('options').textContent)

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => new URL(workers[label], document.baseURI).href,
}

// Earlier versions of this page kept the headers, and thus tokens.
for (const key of Object.keys(localStorage)) if (key.startsWith('graphiql:')) localStorage.removeItem(key)

let storage = createStorage()
render({ defaultQuery: example })

const form = document.getElementById('login')
const status = form.querySelector('output')

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const token = form.elements.token.value.trim().replace(/^(Token|Bearer)\s+/i, '')
  logIn(token).catch((error) => refuse(error instanceof Error ? error.message : String(error)))
})

form.querySelector('[name=logout]').addEventListener('click', () => location.reload())

/** Checks a token, and opens GraphiQL again, which then sends the token with each request. */
async function logIn(token) {
  if (token === '') return refuse('Enter a token.')
  const { viewer } = await ask(token, 'query Viewer { viewer { kind app editor { name } } }')
  if (!viewer) return refuse('The registry does not accept this token.')
  const facts = await factsFor(token, viewer)
  const open = openTabs()
  storage = createStorage()
  history.replaceState({}, '', location.pathname)
  render({
    additionalHeaders: { Authorization: `Token ${token}` },
    defaultTabs: [...open, ...tabs.filter(({ kinds }) => kinds.includes(viewer.kind)).map((tab) => fill(tab, facts))],
    // A mutation can contain secrets. So it does not become a part of the URL.
    onEditQuery: () => undefined,
  })
  showViewer(viewer)
}

function refuse(message) {
  status.className = 'refused'
  status.textContent = message
}

function showViewer({ kind, app, editor }) {
  const rights = kind === 'MASTER' ? 'master token' : `editor token for ${app ?? 'all applications'}`
  form.elements.token.value = ''
  for (const element of form.querySelectorAll('label, [type=submit]')) element.hidden = true
  form.querySelector('[name=logout]').hidden = false
  status.className = ''
  status.textContent = `Logged in as ${editor.name}, with a ${rights}.`
}

function render(options) {
  const root = document.createElement('div')
  root.id = 'root'
  document.getElementById('root').replaceWith(root)
  YogaGraphiQL.renderYogaGraphiQL(root, {
    title: 'Registry',
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
    storage,
    ...options,
  })
}

/** A storage that lives as long as the page. */
function createStorage() {
  const items = new Map()
  return {
    get length() {
      return items.size
    },
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
    clear: () => items.clear(),
  }
}

/** The tabs that the user has written in, to keep them. */
function openTabs() {
  const state = JSON.parse(storage.getItem('graphiql:tabState') ?? '{}')
  return (state.tabs ?? [])
    .filter(({ query }) => query?.trim() && query !== example)
    .map(({ query, variables }) => ({ query, variables }))
}

async function ask(token, query) {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Token ${token}` },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(errors[0].message)
  return data
}

/** Values for the variables of the tabs: what the registry has, or else examples. */
async function factsFor(token, { kind, app, editor }) {
  const pending = kind === 'MASTER' ? 'pendingVersions { slug version }' : ''
  const { spaces } = await ask(
    token,
    `query Facts { spaces { name kind apps(first: 1) { nodes { slug latestVersion(channel: DEV) { version } } } ${pending} } }`,
  )
  const withApp = spaces.find(({ apps }) => apps.nodes.length > 0)
  const withPending = spaces.find(({ pendingVersions = [] }) => pendingVersions.length > 0)
  const first = withApp?.apps.nodes[0]
  return {
    editor: editor.name,
    space: withApp?.name ?? spaces[0]?.name,
    app: app ?? first?.slug ?? 'my-app',
    version: first?.latestVersion?.version ?? '1.0.0',
    pendingSpace: withPending?.name ?? spaces[0]?.name,
    pendingApp: withPending?.pendingVersions[0].slug ?? 'my-app',
    pendingVersion: withPending?.pendingVersions[0].version ?? '1.0.0',
  }
}

/** A tab of GraphiQL. In its variables, `{name}` stands for a fact. */
function fill({ query, variables }, facts) {
  const text = JSON.stringify(variables, null, 2).replace(/"\{(\w+)\}"/g, (_match, name) => JSON.stringify(facts[name]))
  return { query, variables: text === '{}' ? '' : text }
}
