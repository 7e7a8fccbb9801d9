// What the page's components have in common: they stand in the page's own tree, so that labels reach their fields and
// one style sheet serves all, and they follow the till.
import { LitElement } from "lit";
import { words, type Words } from "../words";
import type { Till } from "../till";
import { amount, number, text } from "../format";
import type { Text } from "../shop";

export abstract class View extends LitElement {
  static override properties = { till: { attribute: false } };
  declare till: Till;

  private readonly follow = () => this.requestUpdate();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.till.addEventListener("change", this.follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.till.removeEventListener("change", this.follow);
  }

  protected get words(): Words {
    return words[this.till.locale];
  }

  protected text(value: Text | undefined): string {
    return text(value, this.till.locale);
  }

  protected amount(minor: number): string {
    return amount(minor, this.till.shop.currency, this.till.locale);
  }

  protected number(value: number): string {
    return number(value, this.till.locale);
  }

  /** A reason with channels by the names that they have on the page. */
  protected told<R extends { readonly code: string }>(reason: R): R {
    const { channels } = reason as { channels?: readonly string[] };
    return channels ? { ...reason, channels: channels.map((name) => this.words.channels[name] ?? name) } : reason;
  }

  /** The name of a tier, or that there is none. */
  protected tier(id: string | null | undefined): string {
    if (!id) return this.words.noTier;
    const tier = this.till.document.tiers?.find((tier) => tier.id === id);
    return this.text(tier?.name) || id;
  }

  /** The name of a rule, or of the tier whose multiplier it is. */
  protected rule(id: string): string {
    if (id.startsWith("tier:")) return this.words.tierRule(this.tier(id.slice(5)));
    return this.text(this.till.document.earn.find((rule) => rule.id === id)?.name) || id;
  }
}
