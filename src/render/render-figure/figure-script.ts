import { type Figure, isRecord } from "./figure.ts";
import { plotTemplate } from "./figure-inks.ts";

const axisName = /^[xy]axis\d*$/;
/** Where the installed kernel keeps the library; Jupyter serves a kernel's own files there. */
const LIBRARY = "kernelspecs/cauce/plotly.min.js";

/** Buttons that few need, and one that would upload the figure to a service of plotly's. */
const WITHOUT = ["sendChartToCloud", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"];

/**
 * The script that turns the picture beside it into an interactive plot, and leaves the picture
 * where it cannot: no server, no kernel of ours, no network.
 *
 * The library is fetched and evaluated rather than loaded by a tag, because pages of Jupyter
 * define `define`, `module` or `exports`, and plotly would register there instead of on `window`.
 */
export function figureScript(figure: Figure): string {
  return `(function(){
var script=document.currentScript,host=script&&script.closest(".cauce-figure");
if(!host||host.dataset.live)return;
var figure=${toScriptJson({ data: figure.data, layout: prepareLayout(figure.layout ?? {}) })},own=${String(hasOwnLook(figure))};
function look(){return document.querySelector('[data-jp-theme-light="false"]')?${toScriptJson(plotTemplate("dark"))}:${toScriptJson(plotTemplate("light"))}}
function base(){
var config=document.getElementById("jupyter-config-data");
try{if(config){var url=JSON.parse(config.textContent).baseUrl;if(url)return url}}catch(e){}
return document.body&&document.body.dataset.baseUrl}
function load(){
if(window.Plotly)return Promise.resolve(window.Plotly);
if(!window.caucePlotly){var url=base();
window.caucePlotly=url?fetch(url.replace(/\\/?$/,"/")+"${LIBRARY}").then(function(r){
if(!r.ok)throw new Error("HTTP "+r.status);return r.text()}).then(function(code){
new Function("define","module","exports","require",code+"\\n;if(typeof Plotly!=='undefined')window.Plotly=Plotly").call(window);
return window.Plotly}):Promise.reject(new Error("no Jupyter server"))}
return window.caucePlotly}
load().then(function(Plotly){
host.dataset.live="1";
var image=host.querySelector("img"),plot=document.createElement("div");
plot.style.width="100%";plot.style.borderRadius="8px";plot.style.overflow="hidden";plot.style.aspectRatio=image.getAttribute("width")+"/"+image.getAttribute("height");
var layout=Object.assign({},figure.layout),title=layout.title,room=host.clientWidth-60;
plot.style.minHeight=Math.min(layout.height||360,360)+"px";
delete layout.width;delete layout.height;
if(!own)layout.template=look();
if(title&&title.text&&!title.font)layout.title=Object.assign({font:{size:Math.max(11,Math.min(16,room/title.text.length/.56))}},title);
host.insertBefore(plot,image);image.style.display="none";
return Plotly.newPlot(plot,figure.data,layout,{responsive:true,displaylogo:false,modeBarButtonsToRemove:${JSON.stringify(WITHOUT)}}).then(function(){
if(own)return;
var watch=new MutationObserver(function(){
if(plot.isConnected)Plotly.relayout(plot,{template:look()});else watch.disconnect()});
watch.observe(document.body,{attributeFilter:["data-jp-theme-light"]})},function(){
plot.remove();image.style.display="block"})}).catch(function(){})})();`;
}

/** A figure that brings colours of its own for its paper keeps them all. */
function hasOwnLook({ layout = {} }: Figure): boolean {
  return ["template", "paper_bgcolor", "plot_bgcolor"].some((name) => layout[name] !== undefined);
}

/** As large a plot as the picture's: plotly's own margins leave little of a low figure. */
function prepareLayout(layout: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const prepared = withTitleObjects(layout);
  if (layout.margin !== undefined) return prepared;
  const entries = Object.entries(prepared).map(([name, member]): [string, unknown] =>
    axisName.test(name) && isRecord(member)
      ? [name, { automargin: true, ...member }]
      : [name, member],
  );
  const margin = { t: layout.title === undefined ? 24 : 56, r: 24, b: 56, l: 56 };
  return { ...Object.fromEntries(entries), margin };
}

/** Since its third version plotly ignores a title that is a bare string, as most people write it. */
function withTitleObjects(layout: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(layout).map(([name, member]): [string, unknown] => {
    if (name === "title" && typeof member === "string") return [name, { text: member }];
    const isAxis = /^[xyz]axis\d*$/.test(name) && isRecord(member);
    return [name, isAxis ? withTitleObjects(member) : member];
  });
  return Object.fromEntries(entries);
}

/** JSON that no HTML parser and no old JavaScript engine can read as anything else. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value, replaceSpecial)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

function replaceSpecial(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as Float64Array);
  return value;
}
