// Written by `cargo xtask types` from src/survey/form.rs; do not edit.

/** The kinds of files that a document names by a word: the endings or media types of each. */
export const CATEGORIES: Readonly<Record<string, string>> = {
  image: "image/*",
  video: "video/*",
  audio: "audio/*",
  document: ".doc,.docx,.odt,.pdf,.rtf,.txt,.xls,.xlsx,.ods,.csv,.ppt,.pptx,.odp",
  archive: ".zip,.rar,.7z,.gz,.tar",
};
