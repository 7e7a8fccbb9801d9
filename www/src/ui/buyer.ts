// Who buys, when and where.
import { html, nothing } from "lit";
import { View } from "./view";
import "./search-box";
import { Finder, everyLanguage } from "../find";
import { day } from "../format";
import type { Listed } from "../shop";
import { instantOf, localTime, weekday } from "../zone";

const DAY = 86_400_000;

/** Nobody in particular: a guest is offered beside the members. */
type Choice = Listed | "guest";

class Buyer extends View {
  private finder: Finder<Listed> | undefined;

  override render() {
    return html`<section class="buyer" aria-labelledby="buyer-title">
      <h2 id="buyer-title" class="visually-hidden">${this.words.member}</h2>
      ${this.who()}
      <div class="circumstances">${this.when()} ${this.where()}</div>
    </section>`;
  }

  private who() {
    const { listed, member } = this.till;
    const facts = member as { birthday?: string } | undefined;
    const standing = this.till.answer?.preview.before;
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

  private when() {
    const { now, shop, locale } = this.till;
    const local = localTime(now, shop.timeZone);
    const today = weekday(now, shop.timeZone);
    const spoken = day(local.slice(0, 10), locale);
    return html`<div class="when">
      <div class="field">
        <label for="when">${this.words.when} <span class="note">${this.words.whenZone(shop.timeZone)}</span></label>
        <input
          id="when"
          type="datetime-local"
          required
          .value=${local}
          aria-describedby="when-spoken"
          @change=${this.timeChosen}
        />
        <p id="when-spoken" class="visually-hidden">${spoken}</p>
      </div>
      <fieldset class="choice week">
        <legend class="visually-hidden">${this.words.weekday}</legend>
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (number) =>
            html`<label>
              <input
                type="radio"
                name="weekday"
                .checked=${number === today}
                aria-label=${this.dayName(number, "long")}
                @change=${() => this.till.setNow(this.sameWeek(number - today))}
              />
              <span aria-hidden="true">${this.dayName(number, "narrow")}</span>
            </label>`,
        )}
      </fieldset>
    </div>`;
  }

  /** The same time of day, some days on, however long those days are. */
  private sameWeek(days: number): number {
    const { now, shop } = this.till;
    const local = new Date(Date.parse(`${localTime(now, shop.timeZone)}Z`) + days * DAY).toISOString().slice(0, 16);
    return instantOf(local, shop.timeZone) ?? now;
  }

  private dayName(number: number, width: "long" | "narrow"): string {
    // The first of January 2024 is a Monday.
    return new Date(Date.UTC(2024, 0, number)).toLocaleDateString(this.till.locale, {
      weekday: width,
      timeZone: "UTC",
    });
  }

  private readonly timeChosen = (event: Event) => {
    const at = instantOf((event.target as HTMLInputElement).value, this.till.shop.timeZone);
    if (at !== undefined) this.till.setNow(at);
  };

  private where() {
    const { channels, channel } = this.till;
    if (channels.length === 0) return nothing;
    return html`<fieldset class="choice">
      <legend>${this.words.channel}</legend>
      ${channels.map(
        (name) =>
          html`<label>
            <input
              type="radio"
              name="channel"
              .checked=${name === channel}
              @change=${() => this.till.setChannel(name)}
            />
            <span>${this.words.channels[name] ?? name}</span>
          </label>`,
      )}
    </fieldset>`;
  }
}

customElements.define("shop-buyer", Buyer);
