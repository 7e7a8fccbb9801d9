// Who buys, and a field to become somebody else.
import { html, nothing } from "lit";
import { View } from "./view";
import "./search-box";
import { Finder, everyLanguage } from "../find";
import type { Listed } from "../shop";

/** Nobody in particular: a guest is offered beside the members. */
type Choice = Listed | "guest";

class ShopMember extends View {
  private finder: Finder<Listed> | undefined;

  override render() {
    return html`<section class="buyer" aria-labelledby="buyer-title" aria-busy=${this.isBusy}>
      <h2 id="buyer-title" tabindex="-1" class="visually-hidden">${this.words.member}</h2>
      ${this.who()} ${this.failed()}
    </section>`;
  }

  private get isBusy(): boolean {
    const { choosing } = this.till;
    return choosing !== undefined && !choosing.hasFailed;
  }

  /** Until it is here, whoever was chosen before goes on buying. */
  private failed() {
    const { choosing } = this.till;
    if (!choosing?.listed || !choosing.hasFailed) return nothing;
    const { listed } = choosing;
    return html`<div class="pack-notice refusal" role="alert">
      <p>${this.words.memberFailed(this.name(listed))}</p>
      <p>
        <button type="button" class="plain" @click=${() => this.again(listed)}>${this.words.retry}</button>
      </p>
    </div>`;
  }

  private who() {
    const { listed, member } = this.till;
    const facts = member as { birthday?: string } | undefined;
    const standing = this.till.status;
    return html`<div class="who">
      <div class="person">
        <p class="name">${listed ? this.name(listed) : this.words.guestName}</p>
        <p class="note">
          ${
            listed
              ? html`${listed.name ? html`<span>${this.words.memberNumber(listed.id)}</span>` : nothing}
                  ${listed.country ? html`<span lang="en">${listed.country}</span>` : nothing}
                  <span>${this.words.ordersSoFar(this.number(listed.orders))}</span>
                  ${facts?.birthday ? html`<span>${this.words.birthday(this.birthday(facts.birthday))}</span>` : nothing}`
              : this.words.guest
          }
        </p>
      </div>
      ${
        listed && standing
          ? html`<p class="holds">
              <span class="tier" data-tier=${this.rank(standing.tier)}>${this.tier(standing.tier)}</span>
              <span class="balance">${this.words.pointsBalance(this.number(standing.points))}</span>
            </p>`
          : nothing
      }
      <search-box
        name="members"
        .label=${this.words.member}
        .hint=${this.words.memberSearch}
        .none=${this.words.nothingFound}
        .search=${this.search}
        .row=${this.row}
        .status=${(shown: number, total: number) => this.words.found(this.number(shown), this.number(total))}
        @choose=${(event: CustomEvent<Choice>) => void this.till.choose(event.detail === "guest" ? undefined : event.detail)}
      ></search-box>
    </div>`;
  }

  /** The button goes: the focus stays with the buyer. */
  private again(listed: Listed): void {
    this.querySelector("h2")?.focus();
    void this.till.choose(listed);
  }

  private readonly search = (query: string, limit: number) => {
    this.finder ??= new Finder(
      this.till.shop.members.toSorted((a, b) => b.points - a.points),
      (member) => `${member.id} ${everyLanguage(member.name)} ${member.country ?? ""} ${member.tier ?? ""}`,
    );
    if (query) return this.finder.find(query, limit);
    const { items, total } = this.finder.find("", limit - 1);
    return { items: ["guest" as const, ...items], total };
  };

  private readonly row = (choice: Choice) => {
    if (choice === "guest")
      return html`<span class="name">${this.words.guestName}</span><span class="note">${this.words.guest}</span>`;
    return html`<span class="name">${this.name(choice)}</span>
      <span class="note">${choice.name ? choice.id : (choice.country ?? "")}</span>
      <span class="tier" data-tier=${this.rank(choice.tier)}>${this.tier(choice.tier)}</span>
      <span class="figure">${this.words.pointsBalance(this.number(choice.points))}</span>
      <progress max="100" value=${choice.percent ?? 100} aria-hidden="true"></progress>`;
  };

  private name(member: Listed): string {
    return this.text(member.name) || this.words.memberNumber(member.id);
  }

  private birthday(text: string): string {
    const { locale } = this.till;
    return new Date(`${text}T12:00:00Z`).toLocaleDateString(locale, { timeZone: "UTC", month: "long", day: "numeric" });
  }

  /** How high a tier is, for its colour. */
  private rank(tier: string | null): number {
    return (this.till.document.tiers?.findIndex(({ id }) => id === tier) ?? -1) + 1;
  }
}

customElements.define("shop-member", ShopMember);
