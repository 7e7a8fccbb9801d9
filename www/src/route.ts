// Which page is shown, told by the address, so that links, tabs and the browser's own buttons do what they do everywhere.

export type Route = { page: "home" } | { page: "cart" } | { page: "product"; id: string };

/** What an address's search part says. */
export function parse(search: string): Route {
  const asked = new URLSearchParams(search);
  const id = asked.get("product");
  if (id) return { page: "product", id };
  return { page: asked.has("cart") ? "cart" : "home" };
}

/** The address of a page. */
export function href(route: Route): string {
  if (route.page === "product") return `./?product=${encodeURIComponent(route.id)}`;
  return route.page === "cart" ? "./?cart" : "./";
}

/** Follows links to pages of this shop without loading anything anew. */
export class Router {
  route = parse(location.search);

  /** @param moved Hears of each move, and whether it is one forward: then the page begins at its top. */
  constructor(private readonly moved: (forward: boolean) => void) {
    addEventListener("popstate", () => {
      const route = parse(location.search);
      // A link within the page is none to another page.
      if (href(route) === href(this.route)) return;
      this.route = route;
      this.moved(false);
    });
    document.addEventListener("click", (event) => this.clicked(event));
  }

  private clicked(event: MouseEvent): void {
    if (event.defaultPrevented) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { origin, pathname, search, hash } = new URL(link.href);
    if (
      origin !== location.origin ||
      pathname !== location.pathname ||
      hash ||
      link.target ||
      link.hasAttribute("download")
    )
      return;
    event.preventDefault();
    this.route = parse(search);
    if (search !== location.search) history.pushState(null, "", link.href);
    this.moved(true);
  }
}
