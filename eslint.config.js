import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(
  // What codegen and the build write; data of a running gateway; applications that only serve to be published.
  globalIgnores(['dist/', 'coverage/', 'data/', '**/generated/', 'examples/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      eqeqeq: 'error',
      // Output goes to the log, or to a stream that the caller gave.
      'no-console': 'error',
      // `as const` and `satisfies` pass: they prove something, where other assertions quiet the compiler.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],

      // Looser than the presets:
      // Ports promise Promises; `async` makes a failure of a synchronous engine a rejection too.
      '@typescript-eslint/require-await': 'off',
      // A number reads the same in any text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A callback may do nothing, and `return done()` leaves early.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods'] }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `const { left, out, ...rest } = record` is how members are left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // An empty text counts as none in much of the wire format.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/config/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config reads the environment.' },
      ],
      'no-restricted-imports': [
        'error',
        { name: 'node:process', message: 'Use the global `process`; only src/config reads the environment.' },
      ],
    },
  },
  // Where the `any` of JSON.parse becomes a JSON value.
  { files: ['src/json.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  {
    files: ['test/**'],
    rules: {
      // `expect.any()`, `expect.objectContaining()` and the like are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Fixtures are taken apart for brevity; a method that misses its `this` fails its test anyhow.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Configuration of tools, in plain JavaScript: no types to check.
  { files: ['**/*.{js,cjs,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
)
