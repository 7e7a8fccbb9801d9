// Who is asked, in wasm: choices with their reasons in words, quotas, and samples that hold.

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../pkg/dist/explain.js";
import en from "../../pkg/dist/locales/en.js";
import zhCN from "../../pkg/dist/locales/zh-CN.js";
import { load, PatronageError } from "../../pkg/dist/invite/node.js";

const { draw, Invitations } = await load();

const document = {
  timeZone: "Asia/Shanghai",
  quietDays: 14,
  surveys: [
    { id: "delivery", triggers: [{ delivery: { days: [3, 30, 90] } }] },
    { id: "nps", sample: "10%", repeat: { days: 90 } },
  ],
};

const request = {
  member: { id: "m-1" },
  now: "2026-11-21T08:00:00Z",
  deliveries: [{ order: "order-17", at: "2026-11-17T09:00:00Z" }],
};

test("one survey is chosen, and each has its reason in both languages", () => {
  const invitations = new Invitations(document);
  const { invite, surveys } = invitations.choose(request);
  assert.deepEqual([invite.id, invite.occasion], ["delivery", "order-17:3"]);
  assert.deepEqual(
    surveys.map(({ why }) => why.code),
    ["chosen", draw("m-1", "nps") < 0.1 ? "outranked" : "not-sampled"],
  );
  const history = [{ survey: "delivery", at: new Date("2026-11-20T08:00:00Z"), occasion: "order-17:3" }];
  const [{ why }] = invitations.choose({ ...request, history }).surveys;
  assert.deepEqual(why, { code: "shown", on: "2026-11-20" });
  assert.equal(explain(why, en), "It was shown on November 20, 2026.");
  assert.equal(explain(why, zhCN), "已于 2026年11月20日 显示过。");
});

test("a sample is the share that was asked for, holds, and only grows with the rate", () => {
  const asked = (rate) => {
    const invitations = new Invitations({ timeZone: "UTC", surveys: [{ id: "nps", sample: rate }] });
    const ids = Array.from({ length: 2_000 }, (_, at) => `member-${at}`);
    return ids.filter((id) => invitations.choose({ member: { id }, now: 0 }).invite);
  };
  const [tenth, fifth] = [asked("10%"), asked("20%")];
  assert.ok(tenth.length > 140 && tenth.length < 260, `${tenth.length} of 2,000 are no tenth`);
  assert.ok(tenth.every((id) => fifth.includes(id)));
  assert.deepEqual(asked("10%"), tenth);
  assert.ok(tenth.every((id) => draw(id, "nps") < 0.1));
  assert.ok(fifth.every((id) => tenth.includes(id) || draw(id, "nps") >= 0.1));
});

test("a full quota screens out as soon as the answers tell", () => {
  const quotas = [{ id: "young", limit: 1, when: "{answers.age} < 30" }];
  const invitations = new Invitations({ timeZone: "UTC", surveys: [{ id: "study", quotas }] });
  const screen = (age, young) =>
    invitations.screen({
      survey: "study",
      member: { id: "m" },
      answers: { age },
      counts: { study: { young } },
      now: 0,
    });
  assert.deepEqual(screen(25, 0), { counts: ["young"] });
  assert.deepEqual(screen(25, 1), { full: "young", counts: ["young"] });
  assert.deepEqual(screen(40, 1), { counts: [] });
});

test("what is wrong is refused at its place", () => {
  const invitations = new Invitations(JSON.stringify(document));
  for (const [ask, code, path] of [
    [() => new Invitations("{"), "json", ""],
    [() => new Invitations({ timeZone: "Mars", surveys: [] }), "time-zone", "/timeZone"],
    [() => new Invitations({ ...document, surveys: [{ id: "a", sample: "101%" }] }), "range", "/surveys/0/sample"],
    [() => invitations.choose({ now: 0 }), "missing", "/member"],
    [() => invitations.choose({ ...request, facts: { lifetime: NaN } }), "not-json", "/facts/lifetime"],
    [() => invitations.screen({ ...request, survey: "none", answers: {} }), "unknown-field", "/deliveries"],
    [() => draw(17, "nps"), "type", ""],
  ]) {
    assert.throws(ask, (error) => {
      assert.ok(error instanceof PatronageError, `${error}`);
      assert.deepEqual([error.code, error.path], [code, path]);
      return true;
    });
  }
  invitations.free();
  assert.throws(() => invitations.choose(request), { code: "freed" });
});
