// The same page in plain JavaScript: the lists of all items as JSON.
import { Neighbours } from "../peer/neighbours.mjs";
import { parsed } from "../size/lists.mjs";
import { show } from "./show.js";

const text = (path) => fetch(path).then((response) => response.text());
const [lists, session, settings] = await Promise.all(["/lists.json", "/session.json", "/settings.json"].map(text));
const { taste, popular } = JSON.parse(settings);
const steps = JSON.parse(session).map((item) => [item]);
show(new Neighbours(parsed(lists), taste, popular).recommend(steps, 8));
