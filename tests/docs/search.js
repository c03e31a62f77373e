// Ask the site's own search, as the browser does: `node search.js SITE WORD…` prints, as JSON, the
// sections that each word finds.
const fs = require("fs")
const path = require("path")
const vm = require("vm")

const [site, ...words] = process.argv.slice(2)
const workers = path.join(site, "assets/javascripts/workers")
const script = fs.readdirSync(workers).find(name => /^search\..*\.js$/.test(name))
const index = JSON.parse(fs.readFileSync(path.join(site, "search.json"), "utf-8"))
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3] // the messages of the worker

let answer
const self = { postMessage: message => answer(message) }
vm.runInNewContext(fs.readFileSync(path.join(workers, script), "utf-8"), { self, Intl })

const send = (type, data, expected) => new Promise((resolve, reject) => {
  answer = m => m.type === expected ? resolve(m.data) : reject(new Error(`message ${m.type}`))
  self.onmessage({ data: { type, data } })
})

async function main() {
  await send(SETUP, index, READY)
  const found = {}
  for (const word of words) {
    const { items } = await send(QUERY, { input: word }, RESULT)
    found[word] = items.map(item => index.items[item.id])
  }
  console.log(JSON.stringify(found))
}
main()
