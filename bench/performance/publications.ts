import { createServer } from 'node:http'
import { once } from 'node:events'
import { randomBytes, randomInt } from 'node:crypto'
import { packArchive, sha256 } from '../../test/support/archives.js'
import { send } from '../../test/support/http.js'
import { runCommand } from './gateway.js'

/** Publishes versions, whose archives it serves. */
export interface Publisher {
  /**
   * Publishes a new version of an application.
   * @param slug the slug of a webapp
   * @param bytes the size of the archive
   */
  publish: (url: string, slug: string, bytes: number) => Promise<void>
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
  let published = 0
  return {
    async publish(url, slug, bytes) {
      const version = `2.${run}.${published++}`
      const path = `/${version}.tar.gz`
      const archive = await archiveOf(slug, version, bytes)
      archives.set(path, archive)
      const { status, text } = await send(url, `/registry/${slug}`, {
        method: 'POST',
        headers: { Authorization: `Token ${token}` },
        body: { version, url: `http://127.0.0.1:${port}${path}`, sha256: sha256(archive) },
      })
      archives.delete(path)
      if (status !== 201) throw new Error(`The version ${version} of ${slug} was not published: ${text}`)
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
