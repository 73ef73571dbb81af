// Reads PDF files with pdf.js and prints what it finds as JSON: for each file
// its language, what pdf.js had to say against it, and for each page its text
// and its structure tree.
//
//   node text.mjs <folder of pdfjs-dist> <file> ...
//
// A page's text is its lines in the order of the content stream. It is told
// twice: whole, and without what the file marks as artifact. An element of the
// tree has a role, which pdf.js has put through the role map, and kids; a kid
// without a role is a marked content, with its text, or an annotation.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...paths] = process.argv.slice(2);

// Nothing is drawn here: these need not do what a browser's do, but without them
// pdf.js warns of node, which is no finding about a file.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
// pdf.js writes its warnings to the console.
let findings = [];
for (const level of ["log", "info", "warn", "error"]) {
  console[level] = (...words) => findings.push(words.join(" "));
}
const build = pathToFileURL(join(folder, "legacy", "build") + "/");
globalThis.pdfjsWorker = await import(new URL("pdf.worker.mjs", build));
const pdfjs = await import(new URL("pdf.mjs", build));

// linesOf joins the items of a text; the end of a line is a line feed.
function linesOf(items) {
  return items.map((item) => (item.str ?? "") + (item.hasEOL ? "\n" : "")).join("");
}

// byContent parts a page's text by marked content. What lies in none, as the
// spaces do that pdf.js sees between two contents, goes with the one before it.
function byContent(items) {
  const texts = new Map();
  let words = "";
  let artifacts = 0;
  let id = "";
  const open = [];
  for (const item of items) {
    if (item.type === "endMarkedContent") {
      if (open.pop() === "Artifact") artifacts--;
    } else if (item.type !== undefined) {
      open.push(item.tag);
      if (item.tag === "Artifact") artifacts++;
      if (item.id) id = item.id;
    } else if (artifacts === 0) {
      const text = linesOf([item]);
      words += text;
      texts.set(id, (texts.get(id) ?? "") + text);
    }
  }
  return { words, texts };
}

function elementOf(node, texts) {
  if (node.type === "content") return { text: texts.get(node.id) ?? "" };
  if (node.type !== undefined) return { annotation: node.id ?? node.type };
  const { role, alt, lang } = node;
  return { role, alt, lang, kids: (node.children ?? []).map((kid) => elementOf(kid, texts)) };
}

const files = [];
for (const path of paths) {
  findings = [];
  const data = new Uint8Array(await readFile(path));
  const doc = await pdfjs.getDocument({
    data,
    verbosity: pdfjs.VerbosityLevel.WARNINGS,
    standardFontDataUrl: join(folder, "standard_fonts") + "/",
  }).promise;
  const { info } = await doc.getMetadata();
  const pages = [];
  for (let number = 1; number <= doc.numPages; number++) {
    const page = await doc.getPage(number);
    const plain = await page.getTextContent();
    const marked = await page.getTextContent({ includeMarkedContent: true });
    await page.getOperatorList(); // what is drawn is read as well
    const { words, texts } = byContent(marked.items);
    const tree = await page.getStructTree();
    const links = (await page.getAnnotations()).filter((a) => a.subtype === "Link").length;
    pages.push({ text: linesOf(plain.items), words, links, tree: tree && elementOf(tree, texts) });
  }
  const { Marked: marked } = (await doc.getMarkInfo()) ?? {};
  files.push({ language: info.Language, marked, findings, pages });
  await doc.destroy();
}
process.stdout.write(JSON.stringify(files));
