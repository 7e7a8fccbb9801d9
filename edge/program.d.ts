// The program is put beside the worker when it is built.
declare module "*/program.json" {
  import type { ProgramDocument } from "patronage/loyalty";
  const document: ProgramDocument;
  export default document;
}
