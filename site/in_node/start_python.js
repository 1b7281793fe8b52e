// Starts the site's Python in Node.js, and in it a program: node start_python.js FOLDER PACKAGES PROGRAM
// FOLDER, with Pyodide and its packages, is the program's folder /site; PACKAGES are the names of some, as JSON.

const { readFileSync } = require("fs");
const [folder, packages, program] = process.argv.slice(2);
const { loadPyodide } = require(`${folder}/pyodide.js`);

async function start() {
  const python = await loadPyodide({ indexURL: folder });
  await python.loadPackage(JSON.parse(packages), { messageCallback: () => {} });
  python.FS.mkdir("/site");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/site");
  python.runPython(readFileSync(program, "utf8"));
}

start().catch((error) => {
  console.error(error);
  process.exit(1); // an old Node.js would end as if all were well
});
