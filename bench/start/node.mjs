// A fresh process: milliseconds from the import of the package to its first answer.

const began = performance.now();
const { load } = await import("../../pkg/dist/loyalty/node.js");
const { Program } = await load();
const { document, request } = JSON.parse(process.argv[2]);
const { points } = new Program(document).preview(request);
console.log(JSON.stringify({ points, ms: performance.now() - began }));
