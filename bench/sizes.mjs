// Prints the size of each file that is named, in bytes: raw, gzip and brotli, each at its strongest.

import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log([bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length].join(" "));
}
