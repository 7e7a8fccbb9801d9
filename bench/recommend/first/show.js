/** Lists items on the page. */
export function show(items) {
  for (const { item } of items)
    document.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: item }));
}
