// `node bench/alone.mjs NAME`: measures one section and prints it as JSON, its figures and its Markdown.

const { default: measure } = await import(`./${process.argv[2]}/section.mjs`);
const { figures, markdown } = await measure();
process.stdout.write(JSON.stringify({ figures, markdown }), () => process.exit());
