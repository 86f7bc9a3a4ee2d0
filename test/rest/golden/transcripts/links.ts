import { refusedInText, texts, type Exchange, type Transcript } from '../transcript.js'

const host = { Host: 'links.example' }
const trusted = 'https%3A%2F%2Fanna.trusted.example%2Fpath%3Fa%3Db%23c'

function leads(path: string, location: string, headers: Record<string, string> = host): Exchange {
  return {
    ask: `GET ${path}`,
    with: { ...host, ...headers },
    gives: 303,
    headers: { location, 'cache-control': null, vary: null, 'content-length': '0' },
    text: '',
  }
}

function blocked(path: string): Exchange {
  return { ask: `GET ${path}`, with: host, ...refusedInText(400, texts.redirect) }
}

const chatSignUp =
  'https://sign-up.twake.app/?path=%2F%23%2Fbridge%2Fweb%2F%23%2Fchat%2F%40user%3Atwake.app&redirect=true&slug=chat'

const association = '{"applinks":{}}'

export const links: Transcript[] = [
  {
    title: 'GET /.well-known/:filename',
    given: {
      wellKnown: [
        { name: 'apple-app-site-association', content: association, contentType: 'application/json' },
        { name: 'deep/er.txt', content: 'deeper', contentType: 'text/css' },
        { name: 'by-hand', content: 'by hand' },
      ],
    },
    exchanges: [
      {
        ask: 'GET /.well-known/apple-app-site-association',
        with: host,
        gives: 200,
        headers: {
          'content-type': 'application/json',
          vary: 'Accept-Encoding',
          'cache-control': null,
          etag: /^"[\w-]+"$/,
        },
        text: association,
      },
      {
        ask: 'GET /.well-known/apple-app-site-association',
        with: { ...host, 'Accept-Encoding': 'gzip' },
        gives: 200,
        headers: { 'content-encoding': 'gzip' },
      },
      {
        ask: 'GET /.well-known/deep/er.txt',
        with: host,
        gives: 200,
        headers: { 'content-type': 'text/css' },
        text: 'deeper',
      },
      {
        ask: 'GET /.well-known/by-hand',
        with: host,
        gives: 200,
        headers: { 'content-type': /^(text\/plain; charset=UTF-8|application\/octet-stream)$/ },
        text: 'by hand',
      },
      { ask: 'GET /.well-known/absent', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/deep%2Fer.txt', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/deep', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/deep/../by-hand', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/..%2Funiversallink%2Fby-hand', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/%2e%2e/%2e%2e/%2e%2e/etc/passwd', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/deep%5Cer.txt', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/by-hand%00', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/by-hand', with: { Host: 'labs-links.example' }, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /.well-known/by-hand', ...refusedInText(404, 'Cannot find space') },
    ],
  },
  {
    title: 'GET /:slug and /:slug/*: fallback',
    exchanges: [
      leads(`/drive?fallback=${trusted}`, 'https://anna.trusted.example/path?a=b#c'),
      leads(`/drive/folder/1?fallback=${trusted}&code=1&x=y`, 'https://anna.trusted.example/path?a=b#c'),
      leads(
        `/drive?fallback=${trusted}&fallback=https%3A%2F%2Fevil.example`,
        'https://anna.trusted.example/path?a=b#c',
      ),
      leads('/drive?fallback=HTTPS%3A%2F%2FTrusted.Example', 'HTTPS://Trusted.Example'),
      leads('/drive?fallback=trustedapp%3A%2F%2Fany', 'trustedapp://any'),
      leads('/drive?fallback=https%3A%2F%2Fexact.example%2Fpage', 'https://exact.example/page'),
      leads(`/graphql?fallback=${trusted}`, 'https://anna.trusted.example/path?a=b#c'),
      leads(`/drive?fallback=${trusted}`, 'https://anna.trusted.example/path?a=b#c', { Host: 'LINKS.example:8080' }),
      leads('/drive?fallback=https%3A%2F%2Flabs.example', 'https://labs.example', { Host: 'labs-links.example' }),
      blocked('/drive?fallback=https%3A%2F%2Fevil.example'),
      blocked('/drive?fallback=https%3A%2F%2Fnottrusted.example'),
      blocked('/drive?fallback=https%3A%2F%2Fa.trusted.example%3A8443'),
      blocked('/drive?fallback=https%3A%2F%2Fexact.example%2Fpage%2Fother'),
      blocked('/drive?fallback=https%3A%2F%2Flabs.example'),
      blocked('/drive?fallback=%2F%2Ftrusted.example'),
      blocked('/drive?fallback=path'),
      blocked('/drive?fallback=https%3A%2F%2F%5B'),
      blocked('/drive?fallback=https%3A%2F%2Ftrusted.example%40evil.example'),
      blocked('/drive?fallback=https%3A%2F%2Fuser%3Apw%40trusted.example'),
      blocked('/drive?fallback=https%3A%2F%2Fevil.example%5C.trusted.example'),
      blocked('/drive?fallback=%20https%3A%2F%2Ftrusted.example'),
      blocked('/drive?fallback=https%3A%2F%2Ftrusted.example%0d%0aSet-Cookie%3Aa%3Db'),
      blocked('/drive?fallback=javascript%3Aalert(1)'),
      { ask: 'GET /drive', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /drive?fallback=', with: host, ...refusedInText(404, 'Not Found') },
      { ask: `GET /drive?fallback=${trusted}`, ...refusedInText(404, 'Cannot find space') },
      {
        ask: `GET /drive?fallback=${trusted}`,
        with: { Host: 'virtual-links.example' },
        ...refusedInText(404, 'Cannot find space'),
      },
      {
        ask: `GET /drive?fallback=${trusted}`,
        with: { Host: '[::1]:8080' },
        ...refusedInText(404, 'Cannot find space'),
      },
    ],
  },
  {
    title: 'GET /:slug: custom_scheme',
    exchanges: [
      leads(
        `/drive/auth?custom_scheme=cozydrive://&custom_path=auth&code=c%20d&state=s&fallback=${trusted}`,
        'cozydrive://auth?access_code=&code=c+d&state=s',
      ),
      leads(
        '/drive?custom_scheme=CozyDrive&custom_path=%2Fa%20b%3F%23&code=1&access_code=%26',
        'CozyDrive:///a%20b%3F%23?access_code=%26&code=1&state=',
      ),
      // Without a code it is an ordinary link.
      leads(`/drive?custom_scheme=cozydrive&fallback=${trusted}`, 'https://anna.trusted.example/path?a=b#c'),
      ...[
        'https',
        'HTTP',
        'javascript',
        'data',
        'file',
        'blob',
        'about',
        'intent',
        'vbscript',
        'no scheme',
        '1app',
      ].map((scheme) =>
        blocked(`/drive?custom_scheme=${encodeURIComponent(scheme)}&custom_path=evil.example%2Fx&code=1`),
      ),
    ],
  },
  {
    title: 'GET /biwebauth',
    exchanges: [
      leads(`/biwebauth?fallback=${trusted}`, 'https://anna.trusted.example/path?a=b#c'),
      leads(
        '/biwebauth?fallback=http%3A%2F%2Fa.trusted.example%3Ffoo%3Dfoo&bar=bar',
        'http://a.trusted.example/?foo=foo&bar=bar',
      ),
      leads(
        '/biwebauth?fallback=https%3A%2F%2Ftrusted.example%2Fp%3Fcode%3Dold%26x%3D1%23f&code=new&code=newer&state=s',
        'https://trusted.example/p?code=new&x=1&state=s#f',
      ),
      blocked('/biwebauth?fallback=https%3A%2F%2Fevil.example&code=1'),
      blocked('/biwebauth?fallback=https%3A%2F%2Fevil.example%5C%40trusted.example&code=1'),
      blocked('/biwebauth?fallback=nothing&code=1'),
      { ask: 'GET /biwebauth?code=1', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /biwebauth?code=1', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /biwebauth/x', with: host, ...refusedInText(404, 'Not Found') },
    ],
  },
  {
    title: 'GET /chat/@user:domain',
    exchanges: [
      leads('/chat/@user:twake.app', chatSignUp),
      leads('/chat/%40user%3Atwake.app', chatSignUp),
      leads('/chat/@user:twake.app', chatSignUp, { 'User-Agent': '' }),
      ...['twake.app', 'stg.lin-saas.com', 'cozy.lin-saas.com', 'qa.lin-saas.com'].map((domain) =>
        leads(`/chat/@user:${domain}`, chatSignUp.replaceAll('twake.app', domain)),
      ),
      ...[
        '(iPhone; CPU iPhone OS 17_0 like Mac OS X)',
        '(iPad; CPU OS 12_2 like Mac OS X)',
        '(iPod touch)',
        'IPOD',
      ].map((device) =>
        leads('/chat/@user:twake.app?fallback=x', 'https://apps.apple.com/fr/app/twake-chat/id6473384641', {
          'User-Agent': `Mozilla/5.0 ${device}`,
        }),
      ),
      leads('/chat/@user:other.example', 'https://play.google.com/store/apps/details?id=app.twake.android.chat', {
        'User-Agent': 'Mozilla/5.0 (Linux; Android 14)',
      }),
      leads('/chat/@user:other.example', 'https://twake.app'),
      leads('/chat/@user:lin-saas.com', 'https://twake.app'),
      leads('/chat/@user:evil.twake.app', 'https://twake.app'),
      leads('/chat/@user', 'https://twake.app'),
      leads('/chat/@user:twake.app:443', 'https://twake.app'),
      leads('/chat/@user:twake.app/more', 'https://twake.app'),
      { ask: 'GET /chat/user:twake.app', with: host, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /chat/@user:twake.app', ...refusedInText(404, 'Cannot find space') },
    ],
  },
]
