// What each host of the wasm does: answer a file of cases, one line for each, with the engine's own text untouched.

/** The engine's answers to the cases `[asked, program, request]` of a file, a line for each. */
export function answers(Program, cases) {
  const lines = cases.trimEnd().split("\n");
  return lines.map((line) => answer(Program, ...JSON.parse(line))).join("\n");
}

function answer(Program, asked, program, request) {
  let compiled;
  try {
    compiled = new Program(program);
    return compiled[asked](request);
  } catch (error) {
    // The engine throws its refusals as text; anything else is a defect.
    if (typeof error !== "string") throw error;
    return `{"error":${error}}`;
  } finally {
    compiled?.free();
  }
}

/** SHA-256 of a text's UTF-8, in hexadecimal. */
export async function digest(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
