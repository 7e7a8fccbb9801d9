// HTML of documents and answers, cleaned before it is shown. The cleaner is loaded where there is such HTML only.
import { LitElement, type PropertyDeclarations } from "lit";

let cleaning: Promise<(html: string) => DocumentFragment> | undefined;

/** The cleaner, once it has been loaded; after a failure the next question tries again. */
export function loadCleaner(): Promise<(html: string) => DocumentFragment> {
  return (cleaning ??= cleaner().catch((error: unknown) => {
    cleaning = undefined;
    throw error;
  }));
}

async function cleaner(): Promise<(html: string) => DocumentFragment> {
  const { default: purify } = await import("dompurify");
  const own = purify(window);
  own.addHook("afterSanitizeAttributes", (node) => {
    if (node.hasAttribute("target")) node.setAttribute("rel", "noopener noreferrer");
  });
  return (html) =>
    own.sanitize(html, {
      USE_PROFILES: { html: true },
      // Neither forms nor anything that could reach out of the question or pass for a part of the widget.
      FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "dialog", "slot"],
      FORBID_ATTR: ["style", "id", "name", "class", "part", "slot", "popover", "autofocus", "tabindex"],
      RETURN_DOM_FRAGMENT: true,
    });
}

/** Shows HTML of somebody else. */
export class PatronageHtml extends LitElement {
  static override properties: PropertyDeclarations = { html: { attribute: false } };
  declare html: string;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    void this.#show(this.html);
  }

  async #show(html: string): Promise<void> {
    const clean = await loadCleaner();
    if (html === this.html) this.replaceChildren(clean(html));
  }
}

/** An address that a link may have: of the web, or of the page's own site. */
export function webAddress(address: string | undefined): string | undefined {
  try {
    const url = new URL(address ?? "", document.baseURI);
    return address && /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** An address that an image may have: of the web, or an image in itself. */
export function imageAddress(address: string | undefined): string | undefined {
  return /^(data:image\/|blob:)/i.test(address ?? "") ? address : webAddress(address);
}
