import { createServer } from 'node:http'
import { once } from 'node:events'
import { randomBytes, randomInt } from 'node:crypto'
import { packArchive, sha256 } from '../../test/support/archives.js'
import { send } from '../../test/support/http.js'
import { runCommand } from './gateway.js'

/** A version to publish. */
export interface Submission {
  slug: string
  body: { version: string; url: string; sha256: string }
}

/** Publishes versions, whose archives it serves. */
export interface Publisher {
  /**
   * Makes an archive for a new version of an application.
   * @param slug the slug of a webapp
   * @param bytes the size of the archive
   */
  prepare: (slug: string, bytes: number) => Promise<Submission>
  /** Publishes a prepared version on the gateway at a URL. */
  publish: (url: string, submission: Submission) => Promise<void>
  close: () => void
}

// The bytes of the other files in the compressed archive, and of its own format.
const packedBytes = 400

/**
 * Starts a server for archives, and creates a token.
 * @param flags the flags of commands
 * @param engines the environment variables of the engines
 */
export async function startPublisher(flags: readonly string[], engines: Record<string, string>): Promise<Publisher> {
  const token = (await runCommand(['gen-token', 'Editor0', '--master', ...flags], engines)).trim()
  const archives = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/gzip')
    response.end(archives.get(request.url ?? ''))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  // The data may be those of an earlier run.
  const run = randomInt(99_999)
  let prepared = 0
  return {
    async prepare(slug, bytes) {
      const version = `2.${run}.${prepared++}`
      const path = `/${version}.tar.gz`
      const archive = await archiveOf(slug, version, bytes)
      archives.set(path, archive)
      return { slug, body: { version, url: `http://127.0.0.1:${port}${path}`, sha256: sha256(archive) } }
    },
    async publish(url, { slug, body }) {
      const headers = { Authorization: `Token ${token}` }
      const { status, text } = await send(url, `/registry/${slug}`, { method: 'POST', headers, body })
      archives.delete(new URL(body.url).pathname)
      if (status !== 201) throw new Error(`The version ${body.version} of ${slug} was not published: ${text}`)
    },
    close: () => server.close(),
  }
}

function archiveOf(slug: string, version: string, bytes: number): Promise<Buffer> {
  const manifest = { slug, version, name: slug, editor: 'Editor0', icon: 'icon.svg', categories: ['others'] }
  const files = [
    { name: 'manifest.webapp', content: JSON.stringify(manifest) },
    { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    { name: 'index.js', content: randomBytes(bytes - packedBytes) },
  ]
  return packArchive(files, { gzip: true })
}
