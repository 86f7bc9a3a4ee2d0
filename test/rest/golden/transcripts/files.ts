import { refusedInText, texts, type Exchange, type Given, type Transcript } from '../transcript.js'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
const page = '<script>alert(1)</script>'

const given: Given = {
  editors: ['Reviewed'],
  apps: [
    ...[{ slug: 'notes' }, { slug: 'empty' }, { slug: 'early' }, { slug: 'bare' }, { slug: 'drawn' }],
    { slug: 'waiting', editor: 'Reviewed' },
  ],
  versions: [
    {
      slug: 'notes',
      version: '1.0.0',
      manifest: {
        partnership: { icon: 'partner.png' },
        screenshots: ['shots/fr/1.png', 'screenshots/two.png', 'page.html', 'é.png'],
      },
      files: [
        { name: 'partner.png', content: 'png of a partner' },
        { name: 'shots/fr/1.png', content: 'first' },
        { name: 'screenshots/two.png', content: 'second' },
        { name: 'page.html', content: page },
        { name: 'é.png', content: 'accent' },
      ],
    },
    {
      slug: 'notes',
      version: '1.1.0-beta.1',
      manifest: { version: '1.1.0', icon: 'beta.svg' },
      files: [{ name: 'beta.svg', content: `${svg}<!-- beta -->` }],
    },
    { slug: 'early', version: '0.1.0-beta.1', manifest: { version: '0.1.0' } },
    // The route /bare/icon uses the latest stable version, even though only the beta version has an icon.
    { slug: 'bare', version: '1.0.0', manifest: { icon: 'missing.svg' } },
    { slug: 'bare', version: '2.0.0-beta.1', manifest: { version: '2.0.0' } },
    // Some editors give SVG icons the file extension of XML.
    {
      slug: 'drawn',
      version: '1.0.0',
      manifest: { icon: 'icon.xml', partnership: { icon: 'partner.xml' }, screenshots: ['shot.xml'] },
      files: ['icon.xml', 'partner.xml', 'shot.xml'].map((name) => ({ name, content: `${svg}<!-- ${name} -->` })),
    },
    { slug: 'waiting', version: '1.0.0' },
  ],
}

const fileHeaders = {
  'cache-control': 'max-age=3600',
  etag: /^"[^"]+"$/,
  'last-modified': /GMT$/,
  'accept-ranges': 'bytes',
  'content-security-policy': /default-src 'none'.*sandbox/,
  vary: null,
} as const

function file(path: string, contentType: string, text: string): Exchange {
  const responseHeaders = {
    ...fileHeaders,
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(text)),
  }
  return {
    request: `GET /registry${path}`,
    requestHeaders: { Accept: 'text/html' },
    status: 200,
    responseHeaders,
    text,
  }
}

function part(range: string, text: string, contentRange: string): Exchange {
  return {
    request: 'GET /registry/notes/1.0.0/icon',
    requestHeaders: { Range: range },
    status: 206,
    responseHeaders: {
      ...fileHeaders,
      'content-range': `bytes ${contentRange}/${svg.length}`,
      'content-length': String(text.length),
    },
    text,
  }
}

const betaIcon = `${svg}<!-- beta -->`
const svgType = 'image/svg+xml'

export const files: Transcript[] = [
  {
    title: 'GET {root}/:app/icon, partnership_icon and screenshots/*',
    given,
    exchanges: [
      file('/notes/icon', svgType, svg),
      file('/notes/partnership_icon', 'image/png', 'png of a partner'),
      file('/notes/screenshots/shots/fr/1.png', 'image/png', 'first'),
      file('/notes/screenshots/screenshots/two.png', 'image/png', 'second'),
      // The path may leave out the folder "screenshots" of the archive.
      file('/notes/screenshots/two.png', 'image/png', 'second'),
      file('/notes/screenshots/%C3%A9.png', 'image/png', 'accent'),
      file('/notes/screenshots/%c3%a9.png', 'image/png', 'accent'),
      // A file that is not an image gets a media type that browsers do not render.
      file('/notes/screenshots/page.html', 'application/octet-stream', page),
      file('/drawn/icon', svgType, `${svg}<!-- icon.xml -->`),
      file('/drawn/partnership_icon', svgType, `${svg}<!-- partner.xml -->`),
      file('/drawn/screenshots/shot.xml', 'application/octet-stream', `${svg}<!-- shot.xml -->`),
      // Without a stable version, this is the icon of the latest beta version.
      file('/early/icon', svgType, svg),
      { request: 'GET /registry/bare/icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/screenshots/latest', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/early/partnership_icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/empty/icon', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/waiting/icon', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/absent/icon', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/absent/partnership_icon', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/absent/screenshots/a.png', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/No/icon', ...refusedInText(400, texts.slug) },
    ],
  },
  {
    title: 'GET {root}/:app/:channel/latest/icon and screenshots/*',
    given,
    exchanges: [
      file('/notes/stable/latest/icon', svgType, svg),
      file('/notes/beta/latest/icon', svgType, betaIcon),
      file('/notes/nightly/latest/icon', svgType, svg),
      file('/notes/stable/latest/screenshots/two.png', 'image/png', 'second'),
      { request: 'GET /registry/notes/beta/latest/screenshots/two.png', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/early/stable/latest/icon', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/absent/stable/latest/icon', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/absent/dev/latest/screenshots/a', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/No/stable/latest/icon', ...refusedInText(400, texts.slug) },
    ],
  },
  {
    title: 'GET {root}/:app/:version/icon, partnership_icon and screenshots/*',
    given,
    exchanges: [
      file('/notes/1.0.0/icon', svgType, svg),
      file('/notes/1.1.0-beta.1/icon', svgType, betaIcon),
      file('/notes/1.0.0/partnership_icon', 'image/png', 'png of a partner'),
      file('/notes/1.0.0/screenshots/shots/fr/1.png', 'image/png', 'first'),
      // The files of a pending version need no token, so that reviewers can see them.
      file('/waiting/1.0.0/icon', svgType, svg),
      { request: 'GET /registry/notes/v1.0.0/icon', ...refusedInText(400, texts.version) },
      { request: 'GET /registry/notes/stable/icon', ...refusedInText(400, texts.version) },
      { request: 'GET /registry/notes/9.0.0/icon', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/absent/1.0.0/partnership_icon', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/No/1.0.0/screenshots/a', ...refusedInText(400, texts.slug) },
      { request: 'GET /registry/notes/1.1.0-beta.1/partnership_icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/../icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/%2e%2e/icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/..%2Ficon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/..%5Cicon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/a%00', ...refusedInText(404, texts.noFile) },
      // An escaped slash is a part of a name, not a separator.
      { request: 'GET /registry/notes/1.0.0/screenshots/shots%2Ffr/1.png', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/screenshots/shots//fr/1.png', ...refusedInText(404, texts.noFile) },
    ],
  },
  {
    title: 'GET {root}/:app/:version/tarball/:tarball',
    given,
    exchanges: [
      {
        request: 'GET /registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz',
        requestHeaders: { 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: {
          ...fileHeaders,
          'content-type': 'application/gzip',
          'content-encoding': null,
          'content-length': /^\d+$/,
        },
      },
      {
        request: 'GET /registry/waiting/1.0.0/tarball/waiting-1.0.0.tar.gz',
        status: 200,
        responseHeaders: fileHeaders,
      },
      { request: 'GET /registry/notes/1.0.0/tarball/other.tar.gz', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0.0/tarball/..', ...refusedInText(404, texts.noFile) },
      { request: 'GET /registry/notes/1.0/tarball/notes-1.0.0.tar.gz', ...refusedInText(400, texts.version) },
      { request: 'GET /registry/notes/9.9.9/tarball/notes-1.0.0.tar.gz', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/No/1.0.0/tarball/a', ...refusedInText(400, texts.slug) },
      { request: 'GET /registry/absent/1.0.0/tarball/a', ...refusedInText(404, texts.noVersion) },
      { request: 'GET /registry/notes/v1.0.0/tarball/notes-1.0.0.tar.gz', ...refusedInText(400, texts.version) },
    ],
  },
  {
    title: 'ranges of files',
    given,
    exchanges: [
      part('bytes=0-3', '<svg', '0-3'),
      part('bytes=5-', svg.slice(5), '5-40'),
      part('bytes=-3', '"/>', '38-40'),
      part('bytes=-400', svg, '0-40'),
      part('bytes=30-400', svg.slice(30), '30-40'),
      {
        request: 'GET /registry/notes/1.0.0/icon',
        requestHeaders: { Range: 'bytes=41-' },
        ...refusedInText(416, 'Range Not Satisfiable'),
      },
      {
        request: 'GET /registry/notes/1.0.0/icon',
        requestHeaders: { Range: 'bytes=-0' },
        status: 416,
        responseHeaders: { 'content-range': 'bytes */41', etag: null },
      },
      ...['bytes=0-1,3-4', 'bytes=3-1', 'lines=0-1', 'bytes=x-', 'bytes=-'].map((range) => ({
        request: 'GET /registry/notes/1.0.0/icon',
        requestHeaders: { Range: range },
        status: 200,
        responseHeaders: { 'content-range': null },
        text: svg,
      })),
      // The ETag in If-Range does not match. So the client has a part of another file, and gets the whole file.
      {
        request: 'GET /registry/notes/1.0.0/icon',
        requestHeaders: { Range: 'bytes=0-3', 'If-Range': '"other"' },
        status: 200,
        text: svg,
      },
    ],
  },
]
