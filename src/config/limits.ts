import { z } from 'zod'
import { duration, wholeNumber } from './values.js'

const mebibyte = 1024 * 1024

/** The keys below `limits`. */
export const limitsSchema = z
  .object({
    archive: z
      .object({
        inflatedBytes: wholeNumber(1024, 512 * mebibyte)
          .default(512 * mebibyte)
          .describe('How many bytes an archive may have once it is decompressed.'),
        entries: wholeNumber(1, 100_000)
          .default(20_000)
          .describe('How many files, directories and links an archive may have.'),
        headerBytes: wholeNumber(512, mebibyte)
          .default(65_536)
          .describe('How many bytes a header before an entry (pax, GNU long name) may have.'),
        pathLength: wholeNumber(1, 65_536)
          .default(1024)
          .describe('How many characters the path of a file in an archive may have.'),
        // A page of the REST interface has up to 200 manifests. So the default is small.
        manifestBytes: wholeNumber(1024, 2 * mebibyte)
          .default(mebibyte / 4)
          .describe(
            'The most bytes that a manifest may have, including the `parameters` of the request. The limit also applies to a `package.json`.',
          ),
        manifestValues: wholeNumber(100, 1_000_000)
          .default(20_000)
          .describe('How many values a manifest may have, at all depths.'),
        screenshots: wholeNumber(0, 20_000)
          .default(200)
          .describe('How many screenshots a version may have, in all of its languages.'),
        imageBytes: wholeNumber(1024, 512 * mebibyte)
          .default(64 * mebibyte)
          .describe('How many bytes the icons and screenshots of a version may have together.'),
      })
      .describe('Limits of the archive of a publication.'),
    publish: z
      .object({
        runningPerEditor: wholeNumber(1).default(3).describe('How many publications of one editor may run at once.'),
        waiting: wholeNumber(0).default(100).describe('How many publications may wait in the queue.'),
        waitingPerEditor: wholeNumber(0)
          .default(50)
          .describe('How many publications of one editor may wait in the queue.'),
        queueTimeout: duration.default(300_000).describe('How long a publication may wait in the queue.'),
        runTimeout: duration
          .default(300_000)
          .describe('How long a publication may take after its wait in the queue, until it is recorded.'),
        bytesPerSecond: wholeNumber(0).default(1024).describe('The minimum speed of a download, over any ten seconds.'),
      })
      .describe('The queue of publications. Editors take turns (round robin).'),
    graphql: z
      .object({
        bodyBytes: wholeNumber(1)
          .default(6_000_000)
          .describe(
            'The most bytes that a request with a token may have. A published file may have four megabytes, and base64 makes it a third longer.',
          ),
        anonymousBodyBytes: wholeNumber(1)
          .default(1_000_000)
          .describe('The most bytes that a request without a token may have.'),
        jsonValues: wholeNumber(1)
          .default(20_000)
          .describe('The most values that the JSON of a request may have, including the variables.'),
        jsonDepth: wholeNumber(1).default(64).describe('How deep lists and objects may nest in the JSON of a request.'),
        textBytes: wholeNumber(1).default(100_000).describe('The most bytes that the text of a query may have.'),
        tokens: wholeNumber(1)
          .default(2_000)
          .describe('The most lexical tokens (names, punctuators, values) that a query may have.'),
        fields: wholeNumber(1)
          .default(2_000)
          .describe(
            'The most fields that a query may select. The fields of a fragment count each time that it is spread.',
          ),
        depth: wholeNumber(1).default(20).describe('How deep fields may nest. GraphiQL needs 15.'),
        aliases: wholeNumber(0)
          .default(100)
          .describe(
            'The most aliases that a query may have. The aliases of a fragment count each time that it is spread.',
          ),
        directives: wholeNumber(0)
          .default(50)
          .describe(
            'The most directives that a query may have. The directives of a fragment count each time that it is spread.',
          ),
        repetitions: wholeNumber(1)
          .default(30)
          .describe('How often one field may be selected at the same path, for example by several fragments.'),
        first: wholeNumber(1, 200).default(200).describe('The most entries that a page may have (`first`).'),
        cost: wholeNumber(1)
          .default(50_000)
          .describe('The maximum cost of a query: about the number of fields that it may resolve.'),
        answerBytes: wholeNumber(1)
          .default(5_000_000)
          .describe('About how many bytes the response to a query may have.'),
        runTimeout: duration.default(10_000).describe('How long a query may run.'),
        errors: wholeNumber(1).default(100).describe('How many fields of a query may fail before it is aborted.'),
        documentCacheBytes: wholeNumber(1)
          .default(16_000_000)
          .describe('About how much memory the cache of parsed queries uses.'),
      })
      .describe('Limits of one GraphQL request over HTTP.'),
    tokens: z
      .object({
        perEditor: wholeNumber(1, 10_000)
          .default(1_000)
          .describe('How many valid tokens of each kind an editor may have. Tokens without an id do not count.'),
      })
      .describe('Limits of the stored list of tokens.'),
    rate: z
      .object({
        writesPerToken: wholeNumber(0)
          .default(6_000)
          .describe('How many changes a token may request in a minute, by GraphQL and REST. Publications are changes.'),
        writesPerAddress: wholeNumber(0)
          .default(12_000)
          .describe('How many changes may be requested in a minute from an address, with valid tokens.'),
        publicationsPerToken: wholeNumber(0)
          .default(3_000)
          .describe('How many publications a token may request in a minute.'),
        publicationsPerAddress: wholeNumber(0)
          .default(6_000)
          .describe('How many publications may be requested in a minute from an address, with valid tokens.'),
        queryCostPerToken: wholeNumber(0)
          .default(20_000_000)
          .describe(
            'How many fields the GraphQL queries with a token may cost in a minute. A query counts 100 fields at least, and a text that the gateway has not seen before counts 1000 fields more.',
          ),
        queryCostPerAddress: wholeNumber(0)
          .default(10_000_000)
          .describe(
            'How many fields the GraphQL queries from an address may cost in a minute, without a token. Results from the cache cost nothing.',
          ),
        tokenQueryCostPerAddress: wholeNumber(0)
          .default(40_000_000)
          .describe(
            'How many fields the GraphQL queries from an address may cost in a minute, with valid tokens. Queries without a token do not count here.',
          ),
        subscriptionsPerAddress: wholeNumber(0)
          .default(3_000)
          .describe('How many subscriptions may be opened in a minute from an address.'),
        failedTokensPerAddress: wholeNumber(0)
          .default(3_000)
          .describe(
            'How many requests for something that needs a token may come from an address in a minute with an invalid token, or without one. Beyond that, valid tokens from the same address still work.',
          ),
      })
      .describe(
        'Rate limits, in a minute. `0` means no limit. An IPv6 address counts with its network (`/64`). Gateways with the same Redis count together.',
      ),
    subscriptions: z
      .object({
        total: wholeNumber(0).default(5_000).describe('How many subscriptions may be open at once.'),
        perAddress: wholeNumber(0)
          .default(100)
          .describe('How many subscriptions of one client address may be open at once.'),
        cost: wholeNumber(1)
          .default(2_000)
          .describe(
            'The maximum cost of each event of a subscription: about the number of fields that it may resolve.',
          ),
        buffer: wholeNumber(1, 10_000)
          .default(256)
          .describe('How many events may wait for a client that reads slowly. Then its subscription is ended.'),
        replay: wholeNumber(1, 10_000)
          .default(1_000)
          .describe(
            'How many changes of a database may have happened since the cursor of a client that subscribes again. A client with an older cursor must read the data again.',
          ),
      })
      .describe('Limits of GraphQL subscriptions. Limits of GraphQL also apply to each event.'),
    remote: z
      .object({
        variables: wholeNumber(1).default(mebibyte).describe('The most bytes that the variables of a call may have.'),
        definition: wholeNumber(1, mebibyte).default(65_536).describe('The most bytes that a definition may have.'),
        definitionList: wholeNumber(1)
          .default(8 * mebibyte)
          .describe(
            'The most bytes that the list of definitions at the configured address (`published_doctypes`) may have.',
          ),
        url: wholeNumber(1, mebibyte)
          .default(8_192)
          .describe('The most bytes that the URL of a request may have, with the values of its variables.'),
        headers: wholeNumber(1, mebibyte)
          .default(16_384)
          .describe('The most bytes that the headers of a request may have, with the values of their variables.'),
        body: wholeNumber(1)
          .default(8 * mebibyte)
          .describe('The most bytes that the body of a request may have, with the values of its variables.'),
        answer: wholeNumber(1)
          .default(32 * mebibyte)
          .describe('The most bytes that the answer of another site may have, after decompression.'),
        asset: wholeNumber(1)
          .default(100 * mebibyte)
          .describe('The most bytes that an asset may have, after decompression.'),
        assetCache: wholeNumber(0)
          .default(128 * mebibyte)
          .describe('About how much memory the cache of assets uses.'),
        timeout: duration.default(20_000).describe('How long a call may take, until the end of the answer.'),
        connectTimeout: duration.default(5_000).describe('How long connecting to another site may take.'),
        idleTimeout: duration
          .default(10_000)
          .describe('How long another site may send nothing, before its answer and within it.'),
        redirects: wholeNumber(0, 20).default(5).describe('How many redirects of another site are followed.'),
        callsPerInstance: wholeNumber(1).default(50).describe('How many calls of an instance may run at once.'),
        callsPerApp: wholeNumber(1)
          .default(20)
          .describe('How many calls of one application of an instance may run at once.'),
        assetDownloads: wholeNumber(1).default(50).describe('How many assets may be downloaded at once.'),
        assetDownloadsPerInstance: wholeNumber(1)
          .default(10)
          .describe('How many assets may be downloaded at once for one instance.'),
        logEntries: wholeNumber(100, 1_000_000)
          .default(10_000)
          .describe(
            'How many calls the log of an instance keeps. Older calls are removed from time to time, so the log may have some more.',
          ),
      })
      .describe('Limits of calls of remote doctypes.'),
    folders: z
      .object({
        count: wholeNumber(4, 100_000).default(5_000).describe('How many folders an instance may have.'),
        depth: wholeNumber(2, 500).default(50).describe('How deep folders may nest.'),
        references: wholeNumber(1, 10_000).default(100).describe('How many references a folder may have.'),
        bytes: wholeNumber(10_000, 6 * mebibyte)
          .default(4 * mebibyte)
          .describe('How many bytes the folders of an instance may take, with their names and references.'),
      })
      .describe('Limits of the folders of an instance.'),
  })
  .describe('Limits for clients. A refusal names the key of the exceeded limit.')
