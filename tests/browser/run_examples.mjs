// Run the examples of every page by the site's own Python, in Node:
// node run_examples.mjs <folder of the live pages> < {"page": ["block", ...]} > {"page": [reply, ...]}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const live = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(`${live}/pyodide/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${live}/pyodide/` });
const site = { extractDir: "/lib/python3.14/site-packages" };
python.unpackArchive(new Uint8Array(readFileSync(`${live}/careerkb.zip`)), "zip", site);
const { dispatch } = python.pyimport("careerkb.live");
const answers = {};
for (const [page, blocks] of Object.entries(JSON.parse(readFileSync(0, "utf-8")))) {
  dispatch("reset", "{}");
  answers[page] = blocks.map((_, number) => JSON.parse(dispatch("run", JSON.stringify({ blocks, number }))));
}
process.stdout.write(JSON.stringify(answers));
