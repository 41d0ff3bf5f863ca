// Stands in for `@tensorflow/tfjs-node`: danfojs needs tensors and their arithmetic, which the
// plain-JavaScript backend gives without a 200 MB native download.
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";
import { env } from "@tensorflow/tfjs-core";

// The backend greets Node users with a banner on its first write, which would land in a cell.
env().set("IS_NODE", false);

export * from "@tensorflow/tfjs-core";
