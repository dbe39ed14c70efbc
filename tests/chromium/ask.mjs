// Ask the site's own Python, in Node, one request after the other:
// node ask.mjs <folder of the live pages> < [[operation, request], ...] > [reply, ...]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const live = process.argv[2];
const { version, runtime } = JSON.parse(readFileSync(`${live}/manifest.json`, "utf-8"));
const { loadPyodide } = await import(pathToFileURL(`${live}/pyodide/${runtime}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${live}/pyodide/${runtime}/` });
const site = { extractDir: "/lib/python3.14/site-packages" };
python.unpackArchive(new Uint8Array(readFileSync(`${live}/release/${version}/careerkb.zip`)), "zip", site);
const { dispatch } = python.pyimport("careerkb.browser");
const text = [];
for await (const part of process.stdin) text.push(part);
const asked = JSON.parse(Buffer.concat(text).toString("utf-8"));
const replies = asked.map(([operation, request]) => JSON.parse(dispatch(operation, JSON.stringify(request))));
process.stdout.write(JSON.stringify(replies));
