// What the gallery's components have in common: they stand in the page's own tree, where one style sheet serves all.
import { LitElement } from "lit";
import { words, type GalleryWords, type Locale } from "./words";

export abstract class Component extends LitElement {
  declare locale: Locale;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected get say(): GalleryWords {
    return words[this.locale];
  }

  protected number(value: number, digits = 0): string {
    return value.toLocaleString(this.locale, { maximumFractionDigits: digits });
  }
}
