import { it } from 'vitest'
import type { Config } from '../../../src/config/config.js'
import { startTestGateway } from '../../support/gateway.js'
import { play } from './play.js'
import { apps } from './transcripts/apps.js'
import { contentNegotiation } from './transcripts/content-negotiation.js'
import { editors } from './transcripts/editors.js'
import { files } from './transcripts/files.js'
import { headers } from './transcripts/headers.js'
import { links } from './transcripts/links.js'
import { lists } from './transcripts/lists.js'
import { maintenance } from './transcripts/maintenance.js'
import { pending } from './transcripts/pending.js'
import { publishing } from './transcripts/publishing.js'
import { routing } from './transcripts/routing.js'
import { spaces } from './transcripts/spaces.js'
import { versions } from './transcripts/versions.js'
import { virtual } from './transcripts/virtual.js'

const transcripts = [
  ...[...routing, ...headers, ...lists, ...apps, ...versions, ...publishing, ...pending, ...maintenance, ...files],
  ...[...editors, ...links, ...virtual, ...spaces, ...contentNegotiation],
]

const settings: Partial<Config> = {
  spaces: ['', 'labs'],
  virtualSpaces: [
    { name: 'some', source: '', filter: 'select', slugs: ['beta', 'ghost', 'alpha'] },
    { name: 'most', source: '', filter: 'reject', slugs: ['gamma'] },
  ],
  domainSpaces: new Map([
    ['links.example', ''],
    ['labs-links.example', 'labs'],
    ['virtual-links.example', 'some'],
  ]),
  trustedDomains: new Map([
    ['', ['trusted.example']],
    ['labs', ['labs.example']],
  ]),
  trustedProtocols: new Map([['', ['trustedapp']]]),
  trustedUrls: new Map([['', ['https://exact.example/page']]]),
}

for (const transcript of transcripts) {
  it(`the requests of the transcript "${transcript.title}" get the expected responses`, async () =>
    play(await startTestGateway(settings), transcript))
}
