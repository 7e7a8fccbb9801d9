// The home page of a member: what to look at, what is due again, what sells, and what is new.
import { html, nothing } from "lit";
import { View } from "./view";
import "./member";
import "./pack-notice";
import "./rail";

const FOR_YOU = { wish: "for-you", k: 8, rules: { diversity: "20%" } } as const;
const BUY_AGAIN = { wish: "buy-again", k: 4 } as const;
const TRENDING = { wish: "trending", k: 4 } as const;
const NEW_ARRIVALS = { wish: "new-arrivals", k: 4 } as const;

class Home extends View {
  override render() {
    const { till, words } = this;
    return html`
      <shop-member .till=${till}></shop-member>
      <shop-rail
        .till=${till}
        name="for-you"
        steady
        .heading=${till.listed ? words.forYou : words.forEveryone}
        .why=${till.listed ? words.forYouWhy : words.forEveryoneWhy}
        .empty=${words.nothingToShow}
        .wanted=${FOR_YOU}
      ></shop-rail>
      ${
        till.listed
          ? html`<shop-rail
              .till=${till}
              name="buy-again"
              steady
              .heading=${words.buyAgain}
              .why=${words.buyAgainWhy}
              .empty=${words.nothingAgain}
              .wanted=${BUY_AGAIN}
            ></shop-rail>`
          : nothing
      }
      <div class="pair">
        <shop-rail
          .till=${till}
          name="trending"
          steady
          .heading=${words.trending}
          .why=${words.trendingWhy}
          .empty=${words.nothingToShow}
          .wanted=${TRENDING}
        ></shop-rail>
        <shop-rail
          .till=${till}
          name="new-arrivals"
          steady
          .heading=${words.newArrivals}
          .why=${words.newArrivalsWhy}
          .empty=${words.nothingToShow}
          .wanted=${NEW_ARRIVALS}
        ></shop-rail>
      </div>
      <pack-notice .till=${till}></pack-notice>
    `;
  }
}

customElements.define("shop-home", Home);
