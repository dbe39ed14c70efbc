// Compile the Python in a zip, by Pyodide itself in Node:
// node bytecode.mjs <folder of pyodide> <bytecode.py> <job.json> <in.zip> <out.zip>
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, program, job, source, target] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: runtime });
python.FS.mkdir("/work");
const write = (name, path) => python.FS.writeFile(`/work/${name}`, new Uint8Array(readFileSync(path)));
write("bytecode.py", program);
write("job.json", job);
write("in.zip", source);
python.runPython(`
import sys
from pathlib import Path
sys.path.insert(0, "/work")
import bytecode
bytecode.work(Path("/work"))
`);
writeFileSync(target, python.FS.readFile("/work/out.zip"));
