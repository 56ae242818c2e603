// Prints what the join screen costs on its first load, and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 60
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const gzip = (file) => gzipSync(readFileSync(dist + file)).length / 1000

const html = readFileSync(dist + 'index.html', 'utf8')
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (hit) => hit[1],
)
const total = first.reduce((sum, file) => sum + gzip(file), 0)
const all = readdirSync(dist + 'assets').filter((name) => /\.(js|css)$/.test(name))

for (const name of all) {
  const mark = first.includes('assets/' + name) ? '*' : ' '
  console.log(
    `${mark} ${gzip('assets/' + name)
      .toFixed(1)
      .padStart(6)} kB  ${name}`,
  )
}
console.log(`join screen, script and style, gzip: ${total.toFixed(1)} kB of ${BUDGET_KB} kB`)
if (total > BUDGET_KB) process.exit(1)
