import { expect, test } from "vitest";
import { Comms } from "../../../../src/kernel/comms.ts";
import { AnyModel } from "../../../../src/kernel/widget/any-model.ts";
import type { JsonObject, OutgoingMessage } from "../../../../src/kernel/wire/message.ts";

function open() {
  const sent: OutgoingMessage[] = [];
  const comms = new Comms((message) => sent.push(message));
  const model = new AnyModel(comms, { esm: "export default {}", css: "p{}" }, { count: 1 });
  const hear = (data: JsonObject) =>
    comms.handle({
      identities: [],
      channel: "shell",
      header: {
        msg_id: "1",
        msg_type: "comm_msg",
        session: "",
        username: "",
        date: "",
        version: "",
      },
      parentHeader: {},
      metadata: {},
      content: { comm_id: model.id, data },
      buffers: [],
    } as unknown as Parameters<Comms["handle"]>[0]);
  return { sent, comms, model, hear };
}

test("a model is opened as anywidget's front end expects it", () => {
  const { sent, comms, model } = open();
  const { content, metadata, type } = sent[0] ?? {};
  expect(type).toBe("comm_open");
  expect(metadata).toEqual({ version: "2.1.0" });
  expect(content).toMatchObject({
    target_name: "jupyter.widget",
    data: {
      buffer_paths: [],
      state: {
        _model_module: "anywidget",
        _model_name: "AnyModel",
        _view_module: "anywidget",
        _view_name: "AnyView",
        _esm: "export default {}",
        _css: "p{}",
        count: 1,
      },
    },
  });
  expect(comms.info({ target_name: "jupyter.widget" }).comms).toHaveProperty(model.id);
});

test("a page that asks for the state gets all of it, as it is now", async () => {
  const { sent, model, hear } = open();
  model.set({ count: 2 });
  await hear({ method: "request_state" });
  expect(sent.at(-1)?.content.data).toMatchObject({
    method: "update",
    state: { _esm: "export default {}", count: 2 },
    buffer_paths: [],
  });
});

test("a change is sent alone; what a page sets in its own copy changes nothing here", async () => {
  const { sent, model, hear } = open();
  model.set({ count: 2 });
  expect(sent.at(-1)?.content.data).toEqual({
    method: "update",
    state: { count: 2 },
    buffer_paths: [],
  });
  await hear({ method: "update", state: { count: 99 }, buffer_paths: [] });
  await hear({ method: "request_state" });
  expect(sent.at(-1)?.content.data).toMatchObject({ state: { count: 2 } });
});

test("messages of a view reach the model's handler", async () => {
  const { model, hear } = open();
  const heard: JsonObject[] = [];
  model.onMessage((content) => void heard.push(content));
  await hear({ method: "custom", content: { ask: "select", task: "A" } });
  expect(heard).toEqual([{ ask: "select", task: "A" }]);
});

test("a closed model is gone from what pages find", () => {
  const { comms, model } = open();
  model.close();
  expect(comms.info({}).comms).toEqual({});
});
