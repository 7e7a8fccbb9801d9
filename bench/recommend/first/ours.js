// A product page with Patronage: the head, and the chunks that the session needs.
import { load } from "patronage/recommend";
import { show } from "./show.js";

const bytes = (path) => fetch(path).then((response) => response.arrayBuffer());
const [{ Recommender }, head, session] = await Promise.all([
  load(),
  bytes("/shop/head.pack"),
  fetch("/session.json").then((response) => response.json()),
]);
const recommender = new Recommender(head);
const request = { session, k: 8, rules: { bought: "keep" } };
await recommender.prepare(request, (name) => bytes(`/shop/${name}.pack`));
show(recommender.recommend(request).items);
