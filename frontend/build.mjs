// Compiles frontend/ into design/static/firstbell/ and writes down what came out (MANIFEST.sha256), which a test holds.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { compile } from 'sass'

const out = new URL('../src/firstbell/interfaces/web/design/static/firstbell/', import.meta.url)
mkdirSync(out, { recursive: true })

const styles = compile('styles.scss', { style: 'compressed', loadPaths: ['node_modules', '.'], quietDeps: true })
// No crest and no image: whatever would fetch one goes.
const plain = styles.css.replace(/(-webkit-)?(background|mask)-image:url\("?\/assets[^)]*\);?/g, '')
writeFileSync(new URL('styles.css', out), `${plain}\n`)
buildSync({
  entryPoints: ['firstbell.js', 'street.js'],
  outdir: out.pathname,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
})
for (const copied of ['enabled.js', 'colours.css', 'bell.svg']) {
  copyFileSync(copied, new URL(copied, out))
}

const made = ['bell.svg', 'colours.css', 'enabled.js', 'firstbell.js', 'street.js', 'styles.css']
const lines = made.map((name) => `${createHash('sha256').update(readFileSync(new URL(name, out))).digest('hex')}  ${name}`)
writeFileSync('MANIFEST.sha256', `${lines.join('\n')}\n`)
