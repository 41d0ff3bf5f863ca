// The abandoned `request` package, as far as danfojs uses it: a readable body that announces its
// status in a "response" event. Built on Node's own fetch.
import { PassThrough, Readable } from "node:stream";

export default function request({ url, method = "GET", headers = {} }) {
  const body = new PassThrough();
  fetch(url, { method, headers }).then(
    (response) => {
      const { status: statusCode, statusText: statusMessage } = response;
      body.emit("response", { statusCode, statusMessage });
      if (response.body === null) body.end();
      else Readable.fromWeb(response.body).on("error", fail).pipe(body);
    },
    (error) => fail(error),
  );
  // danfojs listens for a status and never for "error", which would end the process: a connection
  // that fails is told as a status that is no success, and danfojs rejects with its message.
  function fail(error) {
    const statusMessage = `no answer from ${url} (${error.cause?.message ?? error.message})`;
    body.emit("response", { statusCode: 0, statusMessage });
    body.end();
  }
  return body;
}

request.get = (url) => request({ url });
