import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  Displayed,
  clearOutput,
  display,
  isFigure,
  renderFigure,
  renderTable
} from "./chunks/chunk-66VCQ2Z6.js";
import {
  groupBy
} from "./chunks/chunk-PBNUTUXX.js";
import {
  Dag,
  WhyReport,
  dag,
  impact,
  run,
  why
} from "./chunks/chunk-YENJQZQL.js";
import "./chunks/chunk-AVBLG5ZY.js";
import "./chunks/chunk-JYSN4P5R.js";
import "./chunks/chunk-MTG25PDI.js";
import "./chunks/chunk-AR23OWK2.js";
import {
  ExternalTask,
  ImpactReport,
  RunReport,
  Task,
  WrapperTask,
  loadFrameLibrary,
  resolveFromRoot
} from "./chunks/chunk-7C5RFFRJ.js";
import "./chunks/chunk-Z3URZZHH.js";
import {
  CauceError,
  __commonJS,
  __require,
  __toESM
} from "./chunks/chunk-EERKI2QO.js";

// ../../../../work/main/node_modules/papaparse/papaparse.js
var require_papaparse = __commonJS({
  "../../../../work/main/node_modules/papaparse/papaparse.js"(exports, module) {
    (function(root, factory) {
      if (typeof define === "function" && define.amd) {
        define([], factory);
      } else if (typeof module === "object" && typeof exports !== "undefined") {
        module.exports = factory();
      } else {
        root.Papa = factory();
      }
    })(exports, function moduleFactory() {
      "use strict";
      var global = (function() {
        if (typeof self !== "undefined") {
          return self;
        }
        if (typeof window !== "undefined") {
          return window;
        }
        if (typeof global !== "undefined") {
          return global;
        }
        return {};
      })();
      function getWorkerBlob() {
        var URL = global.URL || global.webkitURL || null;
        var code = moduleFactory.toString();
        return Papa2.BLOB_URL || (Papa2.BLOB_URL = URL.createObjectURL(new Blob(["var global = (function() { if (typeof self !== 'undefined') { return self; } if (typeof window !== 'undefined') { return window; } if (typeof global !== 'undefined') { return global; } return {}; })(); global.IS_PAPA_WORKER=true; ", "(", code, ")();"], { type: "text/javascript" })));
      }
      var IS_WORKER = !global.document && !!global.postMessage, IS_PAPA_WORKER = global.IS_PAPA_WORKER || false;
      var workers = {}, workerIdCounter = 0;
      var Papa2 = {};
      Papa2.parse = CsvToJson;
      Papa2.unparse = JsonToCsv;
      Papa2.RECORD_SEP = String.fromCharCode(30);
      Papa2.UNIT_SEP = String.fromCharCode(31);
      Papa2.BYTE_ORDER_MARK = "\uFEFF";
      Papa2.BAD_DELIMITERS = ["\r", "\n", '"', Papa2.BYTE_ORDER_MARK];
      Papa2.WORKERS_SUPPORTED = !IS_WORKER && !!global.Worker;
      Papa2.NODE_STREAM_INPUT = 1;
      Papa2.LocalChunkSize = 1024 * 1024 * 10;
      Papa2.RemoteChunkSize = 1024 * 1024 * 5;
      Papa2.DefaultDelimiter = ",";
      Papa2.Parser = Parser;
      Papa2.ParserHandle = ParserHandle;
      Papa2.NetworkStreamer = NetworkStreamer;
      Papa2.FileStreamer = FileStreamer;
      Papa2.StringStreamer = StringStreamer;
      Papa2.ReadableStreamStreamer = ReadableStreamStreamer;
      if (typeof PAPA_BROWSER_CONTEXT === "undefined") {
        Papa2.DuplexStreamStreamer = DuplexStreamStreamer;
      }
      if (IS_PAPA_WORKER) {
        global.onmessage = workerThreadReceivedMessage;
      }
      function stripBom(string) {
        if (string.charCodeAt(0) === 65279) {
          return string.slice(1);
        }
        return string;
      }
      function CsvToJson(_input, _config) {
        _config = _config || {};
        var dynamicTyping = _config.dynamicTyping || false;
        if (isFunction(dynamicTyping)) {
          _config.dynamicTypingFunction = dynamicTyping;
          dynamicTyping = {};
        }
        _config.dynamicTyping = dynamicTyping;
        _config.transform = isFunction(_config.transform) ? _config.transform : false;
        if (_config.downloadTimeout !== void 0) {
          var downloadTimeout = parseInt(_config.downloadTimeout);
          if (isNaN(downloadTimeout)) {
            throw new Error("Config downloadTimeout value (" + _config.downloadTimeout + ") not parsable by parseInt(val).");
          }
          _config.downloadTimeout = downloadTimeout;
        }
        if (_config.worker && Papa2.WORKERS_SUPPORTED) {
          var w = newWorker();
          w.userStep = _config.step;
          w.userChunk = _config.chunk;
          w.userComplete = _config.complete;
          w.userError = _config.error;
          _config.step = isFunction(_config.step);
          _config.chunk = isFunction(_config.chunk);
          _config.complete = isFunction(_config.complete);
          _config.error = isFunction(_config.error);
          delete _config.worker;
          w.postMessage({
            input: _input,
            config: _config,
            workerId: w.id
          });
          return;
        }
        var streamer = null;
        if (_input === Papa2.NODE_STREAM_INPUT && typeof PAPA_BROWSER_CONTEXT === "undefined") {
          streamer = new DuplexStreamStreamer(_config);
          return streamer.getStream();
        } else if (typeof _input === "string") {
          _input = stripBom(_input);
          if (_config.download)
            streamer = new NetworkStreamer(_config);
          else
            streamer = new StringStreamer(_config);
        } else if (_input.readable === true && isFunction(_input.read) && isFunction(_input.on)) {
          streamer = new ReadableStreamStreamer(_config);
        } else if (global.File && _input instanceof File || _input instanceof Object)
          streamer = new FileStreamer(_config);
        return streamer.stream(_input);
      }
      function JsonToCsv(_input, _config) {
        var _quotes = false;
        var _writeHeader = true;
        var _delimiter = ",";
        var _newline = "\r\n";
        var _quoteChar = '"';
        var _escapedQuote = _quoteChar + _quoteChar;
        var _skipEmptyLines = false;
        var _columns = null;
        var _escapeFormulae = false;
        unpackConfig();
        var quoteCharRegex = new RegExp(escapeRegExp(_quoteChar), "g");
        if (typeof _input === "string")
          _input = JSON.parse(_input);
        if (Array.isArray(_input)) {
          if (!_input.length)
            return serialize(_columns, _input, _skipEmptyLines);
          else if (Array.isArray(_input[0]))
            return serialize(null, _input, _skipEmptyLines);
          else if (typeof _input[0] === "object")
            return serialize(_columns || Object.keys(_input[0]), _input, _skipEmptyLines);
        } else if (typeof _input === "object") {
          if (typeof _input.data === "string")
            _input.data = JSON.parse(_input.data);
          if (Array.isArray(_input.data)) {
            if (!_input.fields)
              _input.fields = _input.meta && _input.meta.fields || _columns;
            if (!_input.fields)
              _input.fields = Array.isArray(_input.data[0]) ? _input.fields : typeof _input.data[0] === "object" ? Object.keys(_input.data[0]) : [];
            if (!Array.isArray(_input.data[0]) && typeof _input.data[0] !== "object")
              _input.data = [_input.data];
          }
          return serialize(_input.fields || [], _input.data || [], _skipEmptyLines);
        }
        throw new Error("Unable to serialize unrecognized input");
        function unpackConfig() {
          if (typeof _config !== "object")
            return;
          if (typeof _config.delimiter === "string" && !Papa2.BAD_DELIMITERS.filter(function(value) {
            return _config.delimiter.indexOf(value) !== -1;
          }).length) {
            _delimiter = _config.delimiter;
          }
          if (typeof _config.quotes === "boolean" || typeof _config.quotes === "function" || Array.isArray(_config.quotes))
            _quotes = _config.quotes;
          if (typeof _config.skipEmptyLines === "boolean" || typeof _config.skipEmptyLines === "string")
            _skipEmptyLines = _config.skipEmptyLines;
          if (typeof _config.newline === "string")
            _newline = _config.newline;
          if (typeof _config.quoteChar === "string") {
            _quoteChar = _config.quoteChar;
            _escapedQuote = _quoteChar + _quoteChar;
          }
          if (typeof _config.header === "boolean")
            _writeHeader = _config.header;
          if (Array.isArray(_config.columns)) {
            if (_config.columns.length === 0) throw new Error("Option columns is empty");
            _columns = _config.columns;
          }
          if (_config.escapeChar !== void 0) {
            _escapedQuote = _config.escapeChar + _quoteChar;
          }
          if (_config.escapeFormulae instanceof RegExp) {
            _escapeFormulae = _config.escapeFormulae;
          } else if (typeof _config.escapeFormulae === "boolean" && _config.escapeFormulae) {
            _escapeFormulae = /^[=+\-@\t\r].*$/;
          }
        }
        function serialize(fields, data, skipEmptyLines) {
          var csv2 = "";
          if (typeof fields === "string")
            fields = JSON.parse(fields);
          if (typeof data === "string")
            data = JSON.parse(data);
          var hasHeader = Array.isArray(fields) && fields.length > 0;
          var dataKeyedByField = !Array.isArray(data[0]);
          if (hasHeader && _writeHeader) {
            for (var i = 0; i < fields.length; i++) {
              if (i > 0)
                csv2 += _delimiter;
              csv2 += safe(fields[i], i);
            }
            if (data.length > 0)
              csv2 += _newline;
          }
          for (var row = 0; row < data.length; row++) {
            var maxCol = hasHeader ? fields.length : data[row].length;
            var emptyLine = false;
            var nullLine = hasHeader ? Object.keys(data[row]).length === 0 : data[row].length === 0;
            if (skipEmptyLines && !hasHeader) {
              emptyLine = skipEmptyLines === "greedy" ? data[row].join("").trim() === "" : data[row].length === 1 && (data[row][0] === null || data[row][0] === void 0 || data[row][0].length === 0);
            }
            if (skipEmptyLines === "greedy" && hasHeader) {
              var line2 = [];
              for (var c = 0; c < maxCol; c++) {
                var cx = dataKeyedByField ? fields[c] : c;
                line2.push(data[row][cx]);
              }
              emptyLine = line2.join("").trim() === "";
            }
            if (!emptyLine) {
              for (var col = 0; col < maxCol; col++) {
                if (col > 0 && !nullLine)
                  csv2 += _delimiter;
                var colIdx = hasHeader && dataKeyedByField ? fields[col] : col;
                csv2 += safe(data[row][colIdx], col);
              }
              if (row < data.length - 1 && (!skipEmptyLines || maxCol > 0 && !nullLine)) {
                csv2 += _newline;
              }
            }
          }
          return csv2;
        }
        function safe(str, col) {
          if (typeof str === "undefined" || str === null)
            return "";
          if (str.constructor === Date) {
            if (isNaN(str.getTime()))
              return "";
            return str.toISOString();
          }
          var needsQuotes = false;
          var strValue = str.toString();
          if (_escapeFormulae && typeof str !== "number" && typeof str !== "bigint" && typeof str !== "boolean" && _escapeFormulae.test(strValue)) {
            strValue = "'" + strValue;
            str = strValue;
            needsQuotes = true;
          }
          var escapedQuoteStr = strValue.replace(quoteCharRegex, _escapedQuote);
          needsQuotes = needsQuotes || _quotes === true || typeof _quotes === "function" && _quotes(str, col) || Array.isArray(_quotes) && _quotes[col] || hasAny(escapedQuoteStr, Papa2.BAD_DELIMITERS) || escapedQuoteStr.indexOf(_delimiter) > -1 || strValue.indexOf(_quoteChar) > -1 || escapedQuoteStr.charAt(0) === " " || escapedQuoteStr.charAt(escapedQuoteStr.length - 1) === " ";
          return needsQuotes ? _quoteChar + escapedQuoteStr + _quoteChar : escapedQuoteStr;
        }
        function hasAny(str, substrings) {
          for (var i = 0; i < substrings.length; i++)
            if (str.indexOf(substrings[i]) > -1)
              return true;
          return false;
        }
      }
      function ChunkStreamer(config) {
        this._handle = null;
        this._finished = false;
        this._completed = false;
        this._halted = false;
        this._input = null;
        this._baseIndex = 0;
        this._partialLine = "";
        this._rowCount = 0;
        this._start = 0;
        this._nextChunk = null;
        this.isFirstChunk = true;
        this._completeResults = {
          data: [],
          errors: [],
          meta: {}
        };
        replaceConfig.call(this, config);
        this.parseChunk = function(chunk, isFakeChunk) {
          const skipFirstNLines = parseInt(this._config.skipFirstNLines) || 0;
          if (this.isFirstChunk && skipFirstNLines > 0) {
            let _newline = this._config.newline;
            if (!_newline) {
              const quoteChar = this._config.quoteChar || '"';
              _newline = this._handle.guessLineEndings(chunk, quoteChar);
            }
            const splitChunk = chunk.split(_newline);
            chunk = [...splitChunk.slice(skipFirstNLines)].join(_newline);
          }
          if (this.isFirstChunk && isFunction(this._config.beforeFirstChunk)) {
            var modifiedChunk = this._config.beforeFirstChunk(chunk);
            if (modifiedChunk !== void 0)
              chunk = modifiedChunk;
          }
          this.isFirstChunk = false;
          this._halted = false;
          var aggregate = this._partialLine + chunk;
          this._partialLine = "";
          var results = this._handle.parse(aggregate, this._baseIndex, !this._finished);
          if (this._handle.paused() || this._handle.aborted()) {
            this._halted = true;
            return;
          }
          var lastIndex = results.meta.cursor;
          if (!this._finished) {
            this._partialLine = aggregate.substring(lastIndex - this._baseIndex);
            this._baseIndex = lastIndex;
          }
          if (results && results.data)
            this._rowCount += results.data.length;
          var finishedIncludingPreview = this._finished || this._config.preview && this._rowCount >= this._config.preview;
          if (IS_PAPA_WORKER) {
            global.postMessage({
              results,
              workerId: Papa2.WORKER_ID,
              finished: finishedIncludingPreview
            });
          } else if (isFunction(this._config.chunk) && !isFakeChunk) {
            this._config.chunk(results, this._handle);
            if (this._handle.paused() || this._handle.aborted()) {
              this._halted = true;
              return;
            }
            results = void 0;
            this._completeResults = void 0;
          }
          if (!this._config.step && !this._config.chunk) {
            this._completeResults.data = this._completeResults.data.concat(results.data);
            this._completeResults.errors = this._completeResults.errors.concat(results.errors);
            this._completeResults.meta = results.meta;
          }
          if (!this._completed && finishedIncludingPreview && isFunction(this._config.complete) && (!results || !results.meta.aborted)) {
            this._config.complete(this._completeResults, this._input);
            this._completed = true;
          }
          if (!finishedIncludingPreview && (!results || !results.meta.paused))
            this._nextChunk();
          return results;
        };
        this._sendError = function(error) {
          if (isFunction(this._config.error))
            this._config.error(error);
          else if (IS_PAPA_WORKER && this._config.error) {
            global.postMessage({
              workerId: Papa2.WORKER_ID,
              error,
              finished: false
            });
          }
        };
        function replaceConfig(config2) {
          var configCopy = copy(config2);
          configCopy.chunkSize = parseInt(configCopy.chunkSize);
          if (!config2.step && !config2.chunk)
            configCopy.chunkSize = null;
          this._handle = new ParserHandle(configCopy);
          this._handle.streamer = this;
          this._config = configCopy;
        }
      }
      function NetworkStreamer(config) {
        config = config || {};
        if (!config.chunkSize)
          config.chunkSize = Papa2.RemoteChunkSize;
        ChunkStreamer.call(this, config);
        var xhr;
        if (IS_WORKER) {
          this._nextChunk = function() {
            this._readChunk();
            this._chunkLoaded();
          };
        } else {
          this._nextChunk = function() {
            this._readChunk();
          };
        }
        this.stream = function(url) {
          this._input = url;
          this._nextChunk();
        };
        this._readChunk = function() {
          if (this._finished) {
            this._chunkLoaded();
            return;
          }
          xhr = new XMLHttpRequest();
          if (this._config.withCredentials) {
            xhr.withCredentials = this._config.withCredentials;
          }
          if (!IS_WORKER) {
            xhr.onload = bindFunction(this._chunkLoaded, this);
            xhr.onerror = bindFunction(this._chunkError, this);
          }
          xhr.ontimeout = bindFunction(this._chunkTimeout, this);
          xhr.open(this._config.downloadRequestBody ? "POST" : "GET", this._input, !IS_WORKER);
          if (this._config.downloadTimeout && !IS_WORKER) {
            xhr.timeout = this._config.downloadTimeout;
          }
          if (this._config.downloadRequestHeaders) {
            var headers = this._config.downloadRequestHeaders;
            for (var headerName in headers) {
              xhr.setRequestHeader(headerName, headers[headerName]);
            }
          }
          if (this._config.chunkSize) {
            var end = this._start + this._config.chunkSize - 1;
            xhr.setRequestHeader("Range", "bytes=" + this._start + "-" + end);
          }
          try {
            xhr.send(this._config.downloadRequestBody);
          } catch (err) {
            this._chunkError(err.message);
          }
          if (IS_WORKER && xhr.status === 0)
            this._chunkError();
        };
        this._chunkLoaded = function() {
          if (xhr.readyState !== 4)
            return;
          if (xhr.status < 200 || xhr.status >= 400) {
            this._chunkError();
            return;
          }
          this._start += this._config.chunkSize ? this._config.chunkSize : xhr.responseText.length;
          this._finished = !this._config.chunkSize || this._start >= getFileSize(xhr);
          this.parseChunk(xhr.responseText);
        };
        this._chunkError = function(errorMessage) {
          var errorText = xhr.statusText || errorMessage;
          this._sendError(new Error(errorText));
        };
        this._chunkTimeout = function() {
          this._chunkError("Request timed out after " + this._config.downloadTimeout + "ms");
        };
        function getFileSize(xhr2) {
          var contentRange = xhr2.getResponseHeader("Content-Range");
          if (contentRange === null) {
            return -1;
          }
          return parseInt(contentRange.substring(contentRange.lastIndexOf("/") + 1));
        }
      }
      NetworkStreamer.prototype = Object.create(ChunkStreamer.prototype);
      NetworkStreamer.prototype.constructor = NetworkStreamer;
      function FileStreamer(config) {
        config = config || {};
        if (!config.chunkSize)
          config.chunkSize = Papa2.LocalChunkSize;
        ChunkStreamer.call(this, config);
        var reader, slice;
        var usingAsyncReader = typeof FileReader !== "undefined";
        this.stream = function(file2) {
          this._input = file2;
          slice = file2.slice || file2.webkitSlice || file2.mozSlice;
          if (usingAsyncReader) {
            reader = new FileReader();
            reader.onload = bindFunction(this._chunkLoaded, this);
            reader.onerror = bindFunction(this._chunkError, this);
          } else
            reader = new FileReaderSync();
          this._nextChunk();
        };
        this._nextChunk = function() {
          if (!this._finished && (!this._config.preview || this._rowCount < this._config.preview))
            this._readChunk();
        };
        this._readChunk = function() {
          var input = this._input;
          if (this._config.chunkSize) {
            var end = Math.min(this._start + this._config.chunkSize, this._input.size);
            input = slice.call(input, this._start, end);
          }
          var txt = reader.readAsText(input, this._config.encoding);
          if (!usingAsyncReader)
            this._chunkLoaded({ target: { result: txt } });
        };
        this._chunkLoaded = function(event) {
          this._start += this._config.chunkSize;
          this._finished = !this._config.chunkSize || this._start >= this._input.size;
          this.parseChunk(event.target.result);
        };
        this._chunkError = function() {
          this._sendError(reader.error);
        };
      }
      FileStreamer.prototype = Object.create(ChunkStreamer.prototype);
      FileStreamer.prototype.constructor = FileStreamer;
      function StringStreamer(config) {
        config = config || {};
        ChunkStreamer.call(this, config);
        var remaining;
        this.stream = function(s) {
          remaining = s;
          return this._nextChunk();
        };
        this._nextChunk = function() {
          if (this._finished) return;
          var size = this._config.chunkSize;
          var chunk;
          if (size) {
            chunk = remaining.substring(0, size);
            remaining = remaining.substring(size);
          } else {
            chunk = remaining;
            remaining = "";
          }
          this._finished = !remaining;
          return this.parseChunk(chunk);
        };
      }
      StringStreamer.prototype = Object.create(StringStreamer.prototype);
      StringStreamer.prototype.constructor = StringStreamer;
      function ReadableStreamStreamer(config) {
        config = config || {};
        ChunkStreamer.call(this, config);
        var queue = [];
        var parseOnData = true;
        var streamHasEnded = false;
        this.pause = function() {
          ChunkStreamer.prototype.pause.apply(this, arguments);
          this._input.pause();
        };
        this.resume = function() {
          ChunkStreamer.prototype.resume.apply(this, arguments);
          this._input.resume();
        };
        this.stream = function(stream) {
          this._input = stream;
          this._input.on("data", this._streamData);
          this._input.on("end", this._streamEnd);
          this._input.on("error", this._streamError);
        };
        this._checkIsFinished = function() {
          if (streamHasEnded && queue.length === 1) {
            this._finished = true;
          }
        };
        this._nextChunk = function() {
          this._checkIsFinished();
          if (queue.length) {
            this.parseChunk(queue.shift());
          } else {
            parseOnData = true;
          }
        };
        this._streamData = bindFunction(function(chunk) {
          try {
            queue.push(typeof chunk === "string" ? chunk : chunk.toString(this._config.encoding));
            if (parseOnData) {
              parseOnData = false;
              this._checkIsFinished();
              this.parseChunk(queue.shift());
            }
          } catch (error) {
            this._streamError(error);
          }
        }, this);
        this._streamError = bindFunction(function(error) {
          this._streamCleanUp();
          this._sendError(error);
        }, this);
        this._streamEnd = bindFunction(function() {
          this._streamCleanUp();
          streamHasEnded = true;
          this._streamData("");
        }, this);
        this._streamCleanUp = bindFunction(function() {
          this._input.removeListener("data", this._streamData);
          this._input.removeListener("end", this._streamEnd);
          this._input.removeListener("error", this._streamError);
        }, this);
      }
      ReadableStreamStreamer.prototype = Object.create(ChunkStreamer.prototype);
      ReadableStreamStreamer.prototype.constructor = ReadableStreamStreamer;
      function DuplexStreamStreamer(_config) {
        var Duplex = __require("stream").Duplex;
        var config = copy(_config);
        var parseOnWrite = true;
        var writeStreamHasFinished = false;
        var parseCallbackQueue = [];
        var stream = null;
        this._onCsvData = function(results) {
          var data = results.data;
          if (!stream.push(data) && !this._handle.paused()) {
            this._handle.pause();
          }
        };
        this._onCsvComplete = function() {
          stream.push(null);
        };
        config.step = bindFunction(this._onCsvData, this);
        config.complete = bindFunction(this._onCsvComplete, this);
        ChunkStreamer.call(this, config);
        this._nextChunk = function() {
          if (writeStreamHasFinished && parseCallbackQueue.length === 1) {
            this._finished = true;
          }
          if (parseCallbackQueue.length) {
            parseCallbackQueue.shift()();
          } else {
            parseOnWrite = true;
          }
        };
        this._addToParseQueue = function(chunk, callback) {
          parseCallbackQueue.push(bindFunction(function() {
            this.parseChunk(typeof chunk === "string" ? chunk : chunk.toString(config.encoding));
            if (isFunction(callback)) {
              return callback();
            }
          }, this));
          if (parseOnWrite) {
            parseOnWrite = false;
            this._nextChunk();
          }
        };
        this._onRead = function() {
          if (this._handle.paused()) {
            this._handle.resume();
          }
        };
        this._onWrite = function(chunk, encoding, callback) {
          this._addToParseQueue(chunk, callback);
        };
        this._onWriteComplete = function() {
          writeStreamHasFinished = true;
          this._addToParseQueue("");
        };
        this.getStream = function() {
          return stream;
        };
        stream = new Duplex({
          readableObjectMode: true,
          decodeStrings: false,
          read: bindFunction(this._onRead, this),
          write: bindFunction(this._onWrite, this)
        });
        stream.once("finish", bindFunction(this._onWriteComplete, this));
      }
      if (typeof PAPA_BROWSER_CONTEXT === "undefined") {
        DuplexStreamStreamer.prototype = Object.create(ChunkStreamer.prototype);
        DuplexStreamStreamer.prototype.constructor = DuplexStreamStreamer;
      }
      function ParserHandle(_config) {
        var MAX_FLOAT = Math.pow(2, 53);
        var MIN_FLOAT = -MAX_FLOAT;
        var FLOAT = /^\s*-?(\d+\.?|\.\d+|\d+\.\d+)([eE][-+]?\d+)?\s*$/;
        var ISO_DATE = /^((\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d+([+-][0-2]\d:[0-5]\d|Z))|(\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d([+-][0-2]\d:[0-5]\d|Z))|(\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d([+-][0-2]\d:[0-5]\d|Z)))$/;
        var self2 = this;
        var _stepCounter = 0;
        var _rowCounter = 0;
        var _input;
        var _parser;
        var _paused = false;
        var _aborted = false;
        var _delimiterError;
        var _fields = [];
        var _results = {
          // The last results returned from the parser
          data: [],
          errors: [],
          meta: {}
        };
        if (isFunction(_config.step)) {
          var userStep = _config.step;
          _config.step = function(results) {
            _results = results;
            if (needsHeaderRow())
              processResults();
            else {
              processResults();
              if (_results.data.length === 0)
                return;
              _stepCounter += results.data.length;
              if (_config.preview && _stepCounter > _config.preview)
                _parser.abort();
              else {
                _results.data = _results.data[0];
                userStep(_results, self2);
              }
            }
          };
        }
        this.parse = function(input, baseIndex, ignoreLastRow) {
          var quoteChar = _config.quoteChar || '"';
          if (!_config.newline)
            _config.newline = this.guessLineEndings(input, quoteChar);
          _delimiterError = false;
          if (!_config.delimiter) {
            var delimGuess = guessDelimiter(input, _config.newline, _config.skipEmptyLines, _config.comments, _config.delimitersToGuess);
            if (delimGuess.successful)
              _config.delimiter = delimGuess.bestDelimiter;
            else {
              _delimiterError = true;
              _config.delimiter = Papa2.DefaultDelimiter;
            }
            _results.meta.delimiter = _config.delimiter;
          } else if (isFunction(_config.delimiter)) {
            _config.delimiter = _config.delimiter(input);
            _results.meta.delimiter = _config.delimiter;
          }
          var parserConfig = copy(_config);
          parserConfig.header = needsHeaderRow();
          if (_config.preview && _config.header)
            parserConfig.preview++;
          _input = input;
          _parser = new Parser(parserConfig);
          _results = _parser.parse(_input, baseIndex, ignoreLastRow);
          processResults();
          return _paused ? { meta: { paused: true } } : _results || { meta: { paused: false } };
        };
        this.paused = function() {
          return _paused;
        };
        this.pause = function() {
          _paused = true;
          _parser.abort();
          _input = isFunction(_config.chunk) ? "" : _input.substring(_parser.getCharIndex());
        };
        this.resume = function() {
          if (self2.streamer._halted) {
            _paused = false;
            self2.streamer.parseChunk(_input, true);
          } else {
            setTimeout(self2.resume, 3);
          }
        };
        this.aborted = function() {
          return _aborted;
        };
        this.abort = function() {
          _aborted = true;
          _parser.abort();
          _results.meta.aborted = true;
          if (isFunction(_config.complete))
            _config.complete(_results);
          _input = "";
        };
        this.guessLineEndings = function(input, quoteChar) {
          input = input.substring(0, 1024 * 1024);
          var re = new RegExp(escapeRegExp(quoteChar) + "([^]*?)" + escapeRegExp(quoteChar), "gm");
          input = input.replace(re, "");
          var r = input.split("\r");
          var n = input.split("\n");
          var nAppearsFirst = n.length > 1 && n[0].length < r[0].length;
          if (r.length === 1 || nAppearsFirst)
            return "\n";
          var numWithN = 0;
          for (var i = 0; i < r.length; i++) {
            if (r[i][0] === "\n")
              numWithN++;
          }
          return numWithN >= r.length / 2 ? "\r\n" : "\r";
        };
        function testEmptyLine(s) {
          return _config.skipEmptyLines === "greedy" ? s.join("").trim() === "" : s.length === 1 && s[0].length === 0;
        }
        function testFloat(s) {
          if (FLOAT.test(s)) {
            var floatValue = parseFloat(s);
            if (floatValue > MIN_FLOAT && floatValue < MAX_FLOAT) {
              return true;
            }
          }
          return false;
        }
        function processResults() {
          if (_results && _delimiterError) {
            addError("Delimiter", "UndetectableDelimiter", "Unable to auto-detect delimiting character; defaulted to '" + Papa2.DefaultDelimiter + "'");
            _delimiterError = false;
          }
          if (_config.skipEmptyLines) {
            _results.data = _results.data.filter(function(d) {
              return !testEmptyLine(d);
            });
          }
          if (needsHeaderRow())
            fillHeaderFields();
          return applyHeaderAndDynamicTypingAndTransformation();
        }
        function needsHeaderRow() {
          return _config.header && _fields.length === 0;
        }
        function fillHeaderFields() {
          if (!_results)
            return;
          function addHeader(header) {
            _fields.push(header);
          }
          if (Array.isArray(_results.data[0])) {
            for (var i = 0; needsHeaderRow() && i < _results.data.length; i++)
              _results.data[i].forEach(addHeader);
            _results.data.splice(0, 1);
          } else
            _results.data.forEach(addHeader);
        }
        function shouldApplyDynamicTyping(field) {
          if (_config.dynamicTypingFunction && _config.dynamicTyping[field] === void 0) {
            _config.dynamicTyping[field] = _config.dynamicTypingFunction(field);
          }
          return (_config.dynamicTyping[field] || _config.dynamicTyping) === true;
        }
        function parseDynamic(field, value) {
          if (shouldApplyDynamicTyping(field)) {
            if (value === "true" || value === "TRUE")
              return true;
            else if (value === "false" || value === "FALSE")
              return false;
            else if (testFloat(value))
              return parseFloat(value);
            else if (ISO_DATE.test(value))
              return new Date(value);
            else
              return value === "" ? null : value;
          }
          return value;
        }
        function applyHeaderAndDynamicTypingAndTransformation() {
          if (!_results || !_config.header && !_config.dynamicTyping && !_config.transform)
            return _results;
          function processRow(rowSource2, i) {
            var row = _config.header ? {} : [];
            var j;
            for (j = 0; j < rowSource2.length; j++) {
              var field = j;
              var value = rowSource2[j];
              if (_config.header)
                field = j >= _fields.length ? "__parsed_extra" : _fields[j];
              if (_config.transform)
                value = _config.transform(value, field);
              value = parseDynamic(field, value);
              if (field === "__parsed_extra") {
                row[field] = row[field] || [];
                row[field].push(value);
              } else
                row[field] = value;
            }
            if (_config.header) {
              if (j > _fields.length)
                addError("FieldMismatch", "TooManyFields", "Too many fields: expected " + _fields.length + " fields but parsed " + j, _rowCounter + i);
              else if (j < _fields.length)
                addError("FieldMismatch", "TooFewFields", "Too few fields: expected " + _fields.length + " fields but parsed " + j, _rowCounter + i);
            }
            return row;
          }
          var incrementBy = 1;
          if (!_results.data.length || Array.isArray(_results.data[0])) {
            _results.data = _results.data.map(processRow);
            incrementBy = _results.data.length;
          } else
            _results.data = processRow(_results.data, 0);
          if (_config.header && _results.meta)
            _results.meta.fields = _fields;
          _rowCounter += incrementBy;
          return _results;
        }
        function guessDelimiter(input, newline, skipEmptyLines, comments, delimitersToGuess) {
          var bestDelim, bestDelta, fieldCountPrevRow, maxFieldCount;
          delimitersToGuess = delimitersToGuess || [",", "	", "|", ";", Papa2.RECORD_SEP, Papa2.UNIT_SEP];
          for (var i = 0; i < delimitersToGuess.length; i++) {
            var delim = delimitersToGuess[i];
            var delta = 0, avgFieldCount = 0, emptyLinesCount = 0;
            fieldCountPrevRow = void 0;
            var preview = new Parser({
              comments,
              delimiter: delim,
              newline,
              preview: 10
            }).parse(input);
            for (var j = 0; j < preview.data.length; j++) {
              if (skipEmptyLines && testEmptyLine(preview.data[j])) {
                emptyLinesCount++;
                continue;
              }
              var fieldCount = preview.data[j].length;
              avgFieldCount += fieldCount;
              if (typeof fieldCountPrevRow === "undefined") {
                fieldCountPrevRow = fieldCount;
                continue;
              } else if (fieldCount > 0) {
                delta += Math.abs(fieldCount - fieldCountPrevRow);
                fieldCountPrevRow = fieldCount;
              }
            }
            if (preview.data.length > 0)
              avgFieldCount /= preview.data.length - emptyLinesCount;
            if (avgFieldCount > 1.99 && (typeof bestDelta === "undefined" || delta < bestDelta || delta === bestDelta && avgFieldCount > maxFieldCount)) {
              bestDelta = delta;
              bestDelim = delim;
              maxFieldCount = avgFieldCount;
            }
          }
          _config.delimiter = bestDelim;
          return {
            successful: !!bestDelim,
            bestDelimiter: bestDelim
          };
        }
        function addError(type, code, msg, row) {
          var error = {
            type,
            code,
            message: msg
          };
          if (row !== void 0) {
            error.row = row;
          }
          _results.errors.push(error);
        }
      }
      function escapeRegExp(string) {
        return string.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      }
      function Parser(config) {
        config = config || {};
        var delim = config.delimiter;
        var newline = config.newline;
        var comments = config.comments;
        var step = config.step;
        var preview = config.preview;
        var fastMode = config.fastMode;
        var quoteChar;
        var renamedHeaders = null;
        var headerParsed = false;
        if (config.quoteChar === void 0 || config.quoteChar === null) {
          quoteChar = '"';
        } else {
          quoteChar = config.quoteChar;
        }
        var escapeChar = quoteChar;
        if (config.escapeChar !== void 0) {
          escapeChar = config.escapeChar;
        }
        if (typeof delim !== "string" || Papa2.BAD_DELIMITERS.indexOf(delim) > -1)
          delim = ",";
        if (comments === delim)
          throw new Error("Comment character same as delimiter");
        else if (comments === true)
          comments = "#";
        else if (typeof comments !== "string" || Papa2.BAD_DELIMITERS.indexOf(comments) > -1)
          comments = false;
        if (newline !== "\n" && newline !== "\r" && newline !== "\r\n")
          newline = "\n";
        var cursor = 0;
        var aborted = false;
        this.parse = function(input, baseIndex, ignoreLastRow) {
          if (typeof input !== "string")
            throw new Error("Input must be a string");
          var inputLen = input.length, delimLen = delim.length, newlineLen = newline.length, commentsLen = comments.length;
          var stepIsFunction = isFunction(step);
          cursor = 0;
          var data = [], errors = [], row = [], lastCursor = 0;
          if (!input)
            return returnable();
          if (fastMode || fastMode !== false && input.indexOf(quoteChar) === -1) {
            var rows = input.split(newline);
            for (var i = 0; i < rows.length; i++) {
              row = rows[i];
              cursor += row.length;
              if (i !== rows.length - 1)
                cursor += newline.length;
              else if (ignoreLastRow)
                return returnable();
              if (comments && row.substring(0, commentsLen) === comments)
                continue;
              if (stepIsFunction) {
                data = [];
                pushRow(row.split(delim));
                doStep();
                if (aborted)
                  return returnable();
              } else
                pushRow(row.split(delim));
              if (preview && i >= preview) {
                data = data.slice(0, preview);
                return returnable(true);
              }
            }
            return returnable();
          }
          var nextDelim = input.indexOf(delim, cursor);
          var nextNewline = input.indexOf(newline, cursor);
          var quoteCharRegex = new RegExp(escapeRegExp(escapeChar) + escapeRegExp(quoteChar), "g");
          var quoteSearch = input.indexOf(quoteChar, cursor);
          for (; ; ) {
            if (input[cursor] === quoteChar) {
              quoteSearch = cursor;
              cursor++;
              for (; ; ) {
                quoteSearch = input.indexOf(quoteChar, quoteSearch + 1);
                if (quoteSearch === -1) {
                  if (!ignoreLastRow) {
                    errors.push({
                      type: "Quotes",
                      code: "MissingQuotes",
                      message: "Quoted field unterminated",
                      row: data.length,
                      // row has yet to be inserted
                      index: cursor
                    });
                  }
                  return finish();
                }
                if (quoteSearch === inputLen - 1) {
                  var value = input.substring(cursor, quoteSearch).replace(quoteCharRegex, quoteChar);
                  return finish(value);
                }
                if (quoteChar === escapeChar && input[quoteSearch + 1] === escapeChar) {
                  quoteSearch++;
                  continue;
                }
                if (quoteChar !== escapeChar && quoteSearch !== 0 && input[quoteSearch - 1] === escapeChar) {
                  continue;
                }
                if (nextDelim !== -1 && nextDelim < quoteSearch + 1) {
                  nextDelim = input.indexOf(delim, quoteSearch + 1);
                }
                if (nextNewline !== -1 && nextNewline < quoteSearch + 1) {
                  nextNewline = input.indexOf(newline, quoteSearch + 1);
                }
                var checkUpTo = nextNewline === -1 ? nextDelim : Math.min(nextDelim, nextNewline);
                var spacesBetweenQuoteAndDelimiter = extraSpaces(checkUpTo);
                if (input.substr(quoteSearch + 1 + spacesBetweenQuoteAndDelimiter, delimLen) === delim) {
                  row.push(input.substring(cursor, quoteSearch).replace(quoteCharRegex, quoteChar));
                  cursor = quoteSearch + 1 + spacesBetweenQuoteAndDelimiter + delimLen;
                  if (input[quoteSearch + 1 + spacesBetweenQuoteAndDelimiter + delimLen] !== quoteChar) {
                    quoteSearch = input.indexOf(quoteChar, cursor);
                  }
                  if (nextDelim !== -1 && nextDelim < cursor)
                    nextDelim = input.indexOf(delim, cursor);
                  if (nextNewline !== -1 && nextNewline < cursor)
                    nextNewline = input.indexOf(newline, cursor);
                  break;
                }
                var spacesBetweenQuoteAndNewLine = extraSpaces(nextNewline);
                if (input.substring(quoteSearch + 1 + spacesBetweenQuoteAndNewLine, quoteSearch + 1 + spacesBetweenQuoteAndNewLine + newlineLen) === newline) {
                  row.push(input.substring(cursor, quoteSearch).replace(quoteCharRegex, quoteChar));
                  saveRow(quoteSearch + 1 + spacesBetweenQuoteAndNewLine + newlineLen);
                  if (nextDelim !== -1 && nextDelim < cursor)
                    nextDelim = input.indexOf(delim, cursor);
                  quoteSearch = input.indexOf(quoteChar, cursor);
                  if (stepIsFunction) {
                    doStep();
                    if (aborted)
                      return returnable();
                  }
                  if (preview && data.length >= preview)
                    return returnable(true);
                  break;
                }
                errors.push({
                  type: "Quotes",
                  code: "InvalidQuotes",
                  message: "Trailing quote on quoted field is malformed",
                  row: data.length,
                  // row has yet to be inserted
                  index: cursor
                });
                quoteSearch++;
                continue;
              }
              continue;
            }
            if (comments && row.length === 0 && input.substring(cursor, cursor + commentsLen) === comments) {
              if (nextNewline === -1)
                return returnable();
              cursor = nextNewline + newlineLen;
              nextNewline = input.indexOf(newline, cursor);
              if (nextDelim !== -1 && nextDelim < cursor)
                nextDelim = input.indexOf(delim, cursor);
              continue;
            }
            if (nextDelim !== -1 && (nextDelim < nextNewline || nextNewline === -1)) {
              row.push(input.substring(cursor, nextDelim));
              cursor = nextDelim + delimLen;
              nextDelim = input.indexOf(delim, cursor);
              continue;
            }
            if (nextNewline !== -1) {
              row.push(input.substring(cursor, nextNewline));
              saveRow(nextNewline + newlineLen);
              if (stepIsFunction) {
                doStep();
                if (aborted)
                  return returnable();
              }
              if (preview && data.length >= preview)
                return returnable(true);
              continue;
            }
            break;
          }
          return finish();
          function pushRow(row2) {
            data.push(row2);
            lastCursor = cursor;
          }
          function extraSpaces(index) {
            var spaceLength = 0;
            if (index !== -1) {
              var textBetweenClosingQuoteAndIndex = input.substring(quoteSearch + 1, index);
              if (textBetweenClosingQuoteAndIndex && textBetweenClosingQuoteAndIndex.trim() === "") {
                spaceLength = textBetweenClosingQuoteAndIndex.length;
              }
            }
            return spaceLength;
          }
          function finish(value2) {
            if (ignoreLastRow)
              return returnable();
            if (typeof value2 === "undefined")
              value2 = input.substring(cursor);
            row.push(value2);
            cursor = inputLen;
            pushRow(row);
            if (stepIsFunction)
              doStep();
            return returnable();
          }
          function saveRow(newCursor) {
            cursor = newCursor;
            pushRow(row);
            row = [];
            nextNewline = input.indexOf(newline, cursor);
          }
          function returnable(stopped) {
            if (config.header && !baseIndex && data.length && !headerParsed) {
              const result = data[0];
              const headerCount = /* @__PURE__ */ Object.create(null);
              const usedHeaders = new Set(result);
              let duplicateHeaders = false;
              for (let i2 = 0; i2 < result.length; i2++) {
                let header = stripBom(result[i2]);
                if (isFunction(config.transformHeader))
                  header = config.transformHeader(header, i2);
                if (!headerCount[header]) {
                  headerCount[header] = 1;
                  result[i2] = header;
                } else {
                  let newHeader;
                  let suffixCount = headerCount[header];
                  do {
                    newHeader = `${header}_${suffixCount}`;
                    suffixCount++;
                  } while (usedHeaders.has(newHeader));
                  usedHeaders.add(newHeader);
                  result[i2] = newHeader;
                  headerCount[header]++;
                  duplicateHeaders = true;
                  if (renamedHeaders === null) {
                    renamedHeaders = {};
                  }
                  renamedHeaders[newHeader] = header;
                }
                usedHeaders.add(header);
              }
              if (duplicateHeaders) {
                console.warn("Duplicate headers found and renamed.");
              }
              headerParsed = true;
            }
            return {
              data,
              errors,
              meta: {
                delimiter: delim,
                linebreak: newline,
                aborted,
                truncated: !!stopped,
                cursor: lastCursor + (baseIndex || 0),
                renamedHeaders
              }
            };
          }
          function doStep() {
            step(returnable());
            data = [];
            errors = [];
          }
        };
        this.abort = function() {
          aborted = true;
        };
        this.getCharIndex = function() {
          return cursor;
        };
      }
      function newWorker() {
        if (!Papa2.WORKERS_SUPPORTED)
          return false;
        var workerUrl = getWorkerBlob();
        var w = new global.Worker(workerUrl);
        w.onmessage = mainThreadReceivedMessage;
        w.id = workerIdCounter++;
        workers[w.id] = w;
        return w;
      }
      function mainThreadReceivedMessage(e) {
        var msg = e.data;
        var worker = workers[msg.workerId];
        var aborted = false;
        if (msg.error)
          worker.userError(msg.error, msg.file);
        else if (msg.results && msg.results.data) {
          var abort = function() {
            aborted = true;
            completeWorker(msg.workerId, { data: [], errors: [], meta: { aborted: true } });
          };
          var handle = {
            abort,
            pause: notImplemented,
            resume: notImplemented
          };
          if (isFunction(worker.userStep)) {
            for (var i = 0; i < msg.results.data.length; i++) {
              worker.userStep({
                data: msg.results.data[i],
                errors: msg.results.errors,
                meta: msg.results.meta
              }, handle);
              if (aborted)
                break;
            }
            delete msg.results;
          } else if (isFunction(worker.userChunk)) {
            worker.userChunk(msg.results, handle, msg.file);
            delete msg.results;
          }
        }
        if (msg.finished && !aborted)
          completeWorker(msg.workerId, msg.results);
      }
      function completeWorker(workerId, results) {
        var worker = workers[workerId];
        if (isFunction(worker.userComplete))
          worker.userComplete(results);
        worker.terminate();
        delete workers[workerId];
      }
      function notImplemented() {
        throw new Error("Not implemented.");
      }
      function workerThreadReceivedMessage(e) {
        var msg = e.data;
        if (typeof Papa2.WORKER_ID === "undefined" && msg)
          Papa2.WORKER_ID = msg.workerId;
        if (typeof msg.input === "string") {
          global.postMessage({
            workerId: Papa2.WORKER_ID,
            results: Papa2.parse(msg.input, msg.config),
            finished: true
          });
        } else if (global.File && msg.input instanceof File || msg.input instanceof Object) {
          var results = Papa2.parse(msg.input, msg.config);
          if (results)
            global.postMessage({
              workerId: Papa2.WORKER_ID,
              results,
              finished: true
            });
        }
      }
      function copy(obj) {
        if (typeof obj !== "object" || obj === null)
          return obj;
        var cpy = Array.isArray(obj) ? [] : {};
        for (var key in obj)
          cpy[key] = copy(obj[key]);
        return cpy;
      }
      function bindFunction(f, self2) {
        return function() {
          f.apply(self2, arguments);
        };
      }
      function isFunction(func) {
        return typeof func === "function";
      }
      return Papa2;
    });
  }
});

// src/index.ts
import { z } from "zod";

// src/render/plot.ts
var Plot = class {
  figure;
  constructor(figure) {
    this.figure = figure;
  }
  [/* @__PURE__ */ Symbol.for("Jupyter.display")]() {
    const { html, text: text2 } = renderFigure(this.figure);
    return { "text/html": html, "text/plain": text2 };
  }
};
function plot(figure) {
  if (isFigure(figure)) return new Plot(figure);
  throw new CauceError(
    "not-a-figure",
    '`plot` was given what is no plotly figure. Expected `{ data, layout }`, where `data` is an array of at least one trace, such as `{ type: "scatter", x: [1, 2], y: [3, 4] }`.'
  );
}

// src/render/render-figure/figure-layout.ts
var FIGURE_COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#b8860b",
  "#56b4e9",
  "#5b4a7d",
  "#737d89"
];
var GRID = "#e8ebef";
function figureLayout(title, xTitle, yTitle) {
  return {
    title: { text: title, x: 0.5 },
    xaxis: {
      title: { text: xTitle, standoff: 12 },
      gridcolor: GRID,
      zeroline: false,
      automargin: true
    },
    yaxis: {
      title: { text: yTitle, standoff: 12 },
      gridcolor: GRID,
      zeroline: false,
      automargin: true
    },
    colorway: FIGURE_COLOURS,
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
      color: "#2b3542"
    },
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    margin: { t: 56, r: 24 }
  };
}

// src/render/render-figure/comparison-figure.ts
function comparisonFigure(rows, options) {
  const labels = rows.map((row) => String(row[options.label] ?? ""));
  const [only] = options.values;
  const yTitle = options.yTitle ?? (options.values.length === 1 && only !== void 0 ? readable(only) : "score");
  return {
    data: options.values.map((column) => ({
      type: "bar",
      name: readable(column),
      x: labels,
      y: rows.map((row) => row[column] ?? null),
      text: rows.map((row) => formatScore(row[column])),
      textposition: "outside",
      cliponaxis: false
    })),
    layout: {
      ...figureLayout(
        options.title ?? `${yTitle} by ${readable(options.label)}`,
        readable(options.label),
        yTitle
      ),
      barmode: "group",
      showlegend: options.values.length > 1
    }
  };
}
function formatScore(value) {
  return typeof value === "number" && Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "";
}
function readable(column) {
  return column.replace(/_/g, " ");
}

// src/render/render-figure/confusion-matrix-figure.ts
var BLUES = [
  [0, "#f4f8fd"],
  [0.25, "#c6dbef"],
  [0.5, "#6baed6"],
  [0.75, "#2171b5"],
  [1, "#08306b"]
];
function confusionMatrixFigure(labels, counts, options = {}) {
  if (counts.length !== labels.length || counts.some((row) => row.length !== labels.length)) {
    throw new CauceError(
      "confusion-matrix-shape",
      `\`counts\` has ${counts.length} rows of ${counts.map((row) => row.length).join(", ")} numbers for ${labels.length} labels. Expected one row and one column a label. Give \`counts[actual][predicted]\` in the order of \`labels\`.`
    );
  }
  const layout = figureLayout(options.title ?? "Confusion matrix", "predicted", "actual");
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count2) => sum + count2, 0);
    return row.map((count2) => total === 0 ? 0 : count2 / total);
  });
  return {
    data: [
      {
        type: "heatmap",
        x: [...labels],
        y: [...labels],
        z: shares,
        zmin: 0,
        zmax: 1,
        text: counts.map((row) => row.map(String)),
        texttemplate: "%{text}",
        hovertemplate: "actual %{y}<br>predicted %{x}<br>%{text} rows (%{z:.0%} of its class)<extra></extra>",
        colorscale: BLUES,
        showscale: false,
        xgap: 2,
        ygap: 2
      }
    ],
    layout: {
      ...layout,
      width: 520,
      height: 460,
      xaxis: {
        title: { text: "predicted", standoff: 12 },
        type: "category",
        showgrid: false,
        constrain: "domain"
      },
      yaxis: {
        title: { text: "actual", standoff: 12 },
        type: "category",
        autorange: "reversed",
        showgrid: false,
        scaleanchor: "x",
        automargin: true
      }
    }
  };
}

// src/render/render-figure/scatter-figure.ts
function scatterFigure(rows, options) {
  const { x, y, color } = options;
  const by = color === void 0 ? "" : ` by ${readable2(color)}`;
  const layout = figureLayout(
    options.title ?? `${readable2(y)} over ${readable2(x)}${by}`,
    options.xTitle ?? readable2(x),
    options.yTitle ?? readable2(y)
  );
  const legend = color === void 0 ? {} : { legend: { title: { text: readable2(color) } } };
  return { data: traces(rows, x, y, color), layout: { ...layout, ...legend } };
}
function traces(rows, x, y, color) {
  const groups = color === void 0 ? /* @__PURE__ */ new Map([["", rows]]) : groupBy(rows, (row) => String(row[color] ?? "missing"));
  return Array.from(groups, ([name, members]) => ({
    type: "scatter",
    mode: "markers",
    ...color === void 0 ? {} : { name },
    x: members.map((row) => row[x] ?? null),
    y: members.map((row) => row[y] ?? null),
    marker: { size: 8, opacity: 0.8 }
  }));
}
function readable2(column) {
  return column.replace(/_/g, " ");
}

// src/render/table-value.ts
var Table = class {
  rows;
  choice;
  constructor(rows, choice) {
    this.rows = rows;
    this.choice = choice;
  }
  [/* @__PURE__ */ Symbol.for("Jupyter.display")]() {
    const { columns, caption } = this.choice;
    const { html, text: text2 } = renderTable(
      this.rows,
      columns,
      caption === void 0 ? {} : { caption }
    );
    return { "text/html": html, "text/plain": text2 };
  }
};
function table(rows, choice = {}) {
  if (Array.isArray(rows) && rows.every(isRecord)) return new Table(rows, choice);
  throw new CauceError(
    "not-rows",
    '`table` was given what is no list of records. Expected rows such as `[{ model: "knn", accuracy: 0.96 }]`.'
  );
}
function isRecord(row) {
  return typeof row === "object" && row !== null && !Array.isArray(row);
}

// src/target/csv.ts
import { createReadStream } from "node:fs";

// src/core/task-paths.ts
function targetPath(pathOrTask, name, extension) {
  if (typeof pathOrTask === "string") return checkPath(pathOrTask, name);
  const fileName = checkName(name ?? "output");
  const suffix = fileName.endsWith(extension) ? "" : extension;
  return `${taskFolder(pathOrTask)}/${fileName}${suffix}`;
}
function taskFolder(task) {
  const folder = task?.outputFolder;
  if (typeof folder === "string" && folder !== "") return folder;
  throw new CauceError(
    "target-path",
    `A target was given \`${typeof task}\` to be named by. Expected a path, as in csv("data/iris.csv"), or the task, as in csv(this). Pass one of the two.`
  );
}
function checkPath(path3, name) {
  if (path3 === "" || path3.includes("\0")) {
    throw new CauceError(
      "target-path",
      `\`${shown(path3)}\` cannot be the path of a target: it is empty or holds a NUL character. Give a path from the project's root, such as "data/iris.csv".`
    );
  }
  if (name !== void 0) {
    throw new CauceError(
      "target-name",
      `\`${path3}\` is a whole path, and was given with the name \`${shown(name)}\`. Only a task takes a name: write the file's name into the path.`
    );
  }
  return path3;
}
function checkName(name) {
  const found = faultOfName(name);
  if (found === void 0) return name;
  throw new CauceError(
    "target-name",
    `\`${shown(name)}\` cannot name a task's target: ${found}. Expected the name of one file, which goes into the task's own folder. Use a plain name such as "train", or give a whole path alone.`
  );
}
function faultOfName(name) {
  if (typeof name !== "string") return `it is of type ${typeof name}`;
  if (name.trim() === "") return "it is empty";
  if (name.startsWith("/") || /^[A-Za-z]:[\\/]/.test(name)) return "it is an absolute path";
  if (/[\\/]/.test(name)) return "it has a path separator";
  if (name === "." || name === "..") return "it stands for a folder";
  if (new RegExp("\\p{Cc}", "u").test(name)) return "it holds a control character";
  return void 0;
}
function shown(value) {
  return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : String(value);
}

// src/target/check-columns.ts
var TYPES = ["string", "number", "boolean"];
function checkColumns(path3, columns) {
  for (const [name, type] of Object.entries(columns)) {
    if (TYPES.includes(type)) continue;
    throw new CauceError(
      "csv-columns",
      `\`${name}\` of \`${path3}\` is declared ${JSON.stringify(type)}. Expected "string", "number" or "boolean". Declare one of these.`
    );
  }
  return columns;
}

// src/target/csv-column.ts
var NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
var INTEGER = /^-?\d+$/;
var SAFE_DIGITS = 15;
function isNumberCell(cell) {
  if (!NUMBER.test(cell)) return false;
  if (cell.length <= SAFE_DIGITS) return Number.isFinite(Number(cell));
  const value = Number(cell);
  return Number.isFinite(value) && (!INTEGER.test(cell) || String(value) === cell);
}
function findColumnType(cells) {
  if (cells.length === 0) return "string";
  if (cells.every((cell) => cell === "" || isNumberCell(cell))) return "number";
  if (cells.every((cell) => cell === "" || isBooleanCell(cell))) return "boolean";
  return "string";
}
function isBooleanCell(cell) {
  return cell === "true" || cell === "false";
}
function fitsColumnType(cell, type) {
  if (type === "string" || cell === "") return true;
  return type === "number" ? isNumberCell(cell) : isBooleanCell(cell);
}
function parseCell(cell, type) {
  if (type === "string") return cell;
  if (cell === "") return null;
  return type === "number" ? Number(cell) : cell === "true";
}

// src/target/csv-failure.ts
function failure(code, path3, line2, text2) {
  const location = line2 === void 0 ? {} : { location: { place: path3, line: line2 } };
  return new CauceError(code, text2, location);
}
function emptyFile(path3) {
  return failure(
    "csv-header",
    path3,
    1,
    `\`${path3}\` is empty. Expected a first line with the names of the columns. Write that line, or run the task that writes the file again.`
  );
}
function badHeader(path3, fault) {
  return failure(
    "csv-header",
    path3,
    1,
    `\`${path3}\`, line 1: ${fault}. Expected a name of its own for every column. Correct the header.`
  );
}
function raggedRow(path3, line2, found, expected) {
  return failure(
    "csv-ragged-row",
    path3,
    line2,
    `\`${path3}\`, line ${line2}: found ${count(found)}, expected ${expected} as in the header. Add or remove cells there; a comma inside a cell needs quotes around the cell.`
  );
}
function badQuotes(path3, line2) {
  return failure(
    "csv-quotes",
    path3,
    line2,
    `\`${path3}\`, line ${line2}: found a quoted cell that does not end where its quotes do. Expected "\u2026" around the whole cell, and "" for a quote inside it. Correct the quotes there.`
  );
}
function missingColumn(path3, name, found) {
  return failure(
    "csv-column-missing",
    path3,
    1,
    `\`${name}\` is not a column of \`${path3}\`: found ${found.map((column) => `"${column}"`).join(", ")}. Add the column, or take it out of the target's \`columns\`.`
  );
}
function badCell(path3, line2, name, cell, type) {
  return failure(
    "csv-cell",
    path3,
    line2,
    `\`${path3}\`, line ${line2}, column "${name}": found ${shown2(cell)}, expected ${EXPECTED[type]}. Correct the cell, or declare the column otherwise in the target's \`columns\`.`
  );
}
function badRow(path3, row, fault) {
  return failure("csv-value", path3, void 0, `\`${path3}\`, row ${row}: ${fault}`);
}
var EXPECTED = {
  string: "text",
  number: "a number such as 5.1, or nothing for a missing one",
  boolean: "true or false, or nothing for a missing one"
};
function shown2(value) {
  const text2 = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text2.length > 60 ? `${text2.slice(0, 60)}\u2026` : text2;
}
function count(cells) {
  return cells === 1 ? "1 cell" : `${cells} cells`;
}

// src/target/csv-table.ts
var TableBuilder = class {
  #path;
  #names;
  #declared;
  #cells;
  #rowCount = 0;
  /** @throws CauceError `csv-header`, `csv-column-missing` */
  constructor(path3, names, columns) {
    checkNames(names, (fault) => badHeader(path3, fault));
    for (const name of Object.keys(columns)) {
      if (!names.includes(name)) throw missingColumn(path3, name, names);
    }
    this.#path = path3;
    this.#names = names;
    this.#declared = names.map(
      (name) => Object.hasOwn(columns, name) ? columns[name] : void 0
    );
    this.#cells = names.map(() => []);
  }
  /**
   * Adds one row; `lineOf` is asked only when the row is wrong.
   * @throws CauceError `csv-ragged-row`, `csv-cell`
   */
  push(row, lineOf2) {
    const width = this.#names.length;
    if (row.length !== width) {
      if (row.length === 1 && row[0] === "") return;
      throw raggedRow(this.#path, lineOf2(), row.length, width);
    }
    for (let c = 0; c < width; c++) {
      const cell = row[c] ?? "";
      const type = this.#declared[c];
      if (type !== void 0 && !fitsColumnType(cell, type)) {
        throw badCell(this.#path, lineOf2(), this.#names[c] ?? "", cell, type);
      }
      this.#cells[c]?.push(cell);
    }
    this.#rowCount++;
  }
  finish() {
    const types = this.#cells.map((cells, c) => this.#declared[c] ?? findColumnType(cells));
    const values = this.#cells.map((cells, c) => parseColumn(cells, types[c] ?? "string"));
    return { names: this.#names, types, values, rowCount: this.#rowCount };
  }
};
function parseColumn(cells, type) {
  return type === "string" ? cells : cells.map((cell) => parseCell(cell, type));
}
function checkNames(names, fail) {
  const seen = /* @__PURE__ */ new Map();
  for (const [index, name] of names.entries()) {
    const column = index + 1;
    if (name === "") throw fail(`column ${column} has no name`);
    if (name === "__proto__")
      throw fail(`column ${column} is called "__proto__", which no record can hold`);
    const earlier = seen.get(name);
    if (earlier !== void 0)
      throw fail(`columns ${earlier} and ${column} are both called "${name}"`);
    seen.set(name, column);
  }
}
function rowsOf(table2) {
  return Array.from({ length: table2.rowCount }, (_, r) => {
    const row = {};
    for (let c = 0; c < table2.names.length; c++)
      row[table2.names[c] ?? ""] = table2.values[c]?.[r] ?? null;
    return row;
  });
}
function matrixOf(table2) {
  return Array.from(
    { length: table2.rowCount },
    (_, r) => table2.values.map((column) => column[r] ?? null)
  );
}

// src/target/decode-utf8.ts
async function* decodeUtf8(file2, chunks) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks)
    yield decode(file2, () => decoder.decode(chunk, { stream: true }));
  yield decode(file2, () => decoder.decode());
}
function decodeWholeUtf8(file2, bytes, keepMark = false) {
  return decode(
    file2,
    () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: keepMark }).decode(bytes)
  );
}
function decode(file2, step) {
  try {
    return step();
  } catch (cause) {
    throw new CauceError(
      "target-not-text",
      `\`${file2.path}\` is not UTF-8 text: it holds bytes of another encoding, or is not text at all. Save it as UTF-8 (in a spreadsheet: "CSV UTF-8"), or read its bytes with file(\u2026).`,
      { cause }
    );
  }
}

// src/target/file-failure.ts
import { lstatSync } from "node:fs";
import path from "node:path";
function errnoOf(error) {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}
function readFailure(file2, error) {
  const errno = errnoOf(error);
  if (errno === void 0) return error;
  if (errno === "ENOENT" || errno === "ENOTDIR") return missing(file2, error);
  return new CauceError(
    "target-not-readable",
    `\`${file2.path}\` cannot be read: ${readFault(errno, error)}`,
    {
      cause: error
    }
  );
}
function missing(file2, cause) {
  return new CauceError(
    "target-missing",
    `\`${file2.path}\` does not exist (looked for ${file2.absolutePath}). Run the task that writes it, or put the file there; paths start at the project's root.`,
    { cause }
  );
}
function readFault(errno, error) {
  if (errno === "EISDIR") return "it is a folder, and a file was expected. Name a file in it.";
  if (errno === "EACCES" || errno === "EPERM") {
    return `this user may not read it (${errno}). Give the permission, then run again.`;
  }
  return `${messageOf(error)}. Repair that, then run again.`;
}
function writeFailure(file2, error) {
  const errno = errnoOf(error);
  if (errno === void 0) return error;
  return notWritable(file2, writeFault(file2, errno, error), error);
}
function notWritable(file2, fault, cause) {
  return new CauceError("target-not-writable", `\`${file2.path}\` cannot be written: ${fault}`, {
    cause
  });
}
function writeFault(file2, errno, error) {
  const folder = path.dirname(file2.path);
  switch (errno) {
    case "ENOTDIR":
    case "EEXIST":
      return `\`${blockingFile(file2)}\` is a file, and a folder was expected there. Move that file, or give the target another path.`;
    case "EISDIR":
      return "it is a folder, and a file was expected. Remove that folder, or give the target another path.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `this user may not write into the folder \`${folder}\` (${errno}). Allow it, or give the target another path.`;
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return `there is no room for it (${errno}). Free some space, then run again; what stood there before is unchanged.`;
    case "ENAMETOOLONG":
      return "its name is longer than the file system allows. Give the target a shorter name.";
    case "ENOENT":
      return `the folder \`${folder}\` was removed while it was being written. Run again.`;
    default:
      return `${messageOf(error)}. Repair that, then run again.`;
  }
}
function blockingFile(file2) {
  let named = file2.path;
  for (let at = file2.absolutePath; at !== path.dirname(at); at = path.dirname(at)) {
    if (isNoFolder(at)) return named;
    named = path.dirname(named);
  }
  return path.dirname(file2.path);
}
function isNoFolder(absolutePath) {
  try {
    return !lstatSync(absolutePath).isDirectory();
  } catch {
    return false;
  }
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/target/format-csv.ts
var PIECE_LENGTH = 1 << 17;
function* formatCsv(path3, table2, columns = {}) {
  checkNames(
    table2.names,
    (fault) => badRow(path3, 0, `${fault}. Give every column a name of its own.`)
  );
  const types = table2.names.map(
    (name) => Object.hasOwn(columns, name) ? columns[name] : void 0
  );
  const width = table2.names.length;
  let text2 = line(table2.names.map(quoteCell));
  for (let r = 0; r < table2.rowCount; r++) {
    const cells = [];
    for (let c = 0; c < width; c++) {
      const value = table2.cell(r, c);
      const fault = faultOf(value, types[c]);
      if (fault !== void 0) throw badRow(path3, r + 1, `column "${table2.names[c]}" ${fault}`);
      cells.push(formatCell(value));
    }
    text2 += line(cells);
    if (text2.length < PIECE_LENGTH) continue;
    yield text2;
    text2 = "";
  }
  yield text2;
}
function line(cells) {
  return cells.length === 1 && cells[0] === "" ? '""\n' : `${cells.join(",")}
`;
}
function formatCell(value) {
  switch (typeof value) {
    case "number":
      if (Number.isNaN(value)) return "";
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return quoteCell(value);
    case "object":
      return isDate(value) ? value.toISOString() : "";
    case "undefined":
      return "";
    default:
      return String(value);
  }
}
var NEEDS_QUOTES = /[",\r\n]|^\uFEFF/;
function quoteCell(text2) {
  return NEEDS_QUOTES.test(text2) ? `"${text2.replaceAll('"', '""')}"` : text2;
}
function faultOf(value, type) {
  if (value === null || value === void 0) return void 0;
  if (!isCellValue(value)) {
    return `holds ${shownKind(value)}, which no cell can hold. Write text, a number, a boolean, a Date or null.`;
  }
  if (type === void 0 || typeof value === type || type === "string" && isDate(value))
    return void 0;
  return `holds ${shown2(value)}, and is declared ${type}. Expected ${EXPECTED[type]}; convert it, or declare the column otherwise.`;
}
function isCellValue(value) {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return true;
    case "number":
      return Number.isFinite(value) || Number.isNaN(value);
    default:
      return isDate(value) && !Number.isNaN(value.getTime());
  }
}
function isDate(value) {
  return Object.prototype.toString.call(value) === "[object Date]";
}
function shownKind(value) {
  if (typeof value === "number") return String(value);
  if (isDate(value)) return "an invalid Date";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

// src/target/frame-source.ts
function frameSource(path3, frame, columns) {
  const missing2 = Object.keys(columns).find((name) => !frame.columns.includes(name));
  if (missing2 !== void 0) throw missingColumn(path3, missing2, frame.columns);
  const rows = frame.values.map((row, index) => checkRow(path3, row, index, frame.columns.length));
  return {
    names: frame.columns.map(String),
    rowCount: rows.length,
    cell: (row, column) => rows[row]?.[column]
  };
}
function checkRow(path3, row, index, width) {
  if (Array.isArray(row) && row.length === width) return row;
  const found = Array.isArray(row) ? `${row.length} cells in row ${index + 1}` : "values without columns, as a Series has them";
  throw new CauceError(
    "csv-frame",
    `\`${path3}\` cannot be written: found ${found}, expected a DataFrame of ${width} columns. Make a DataFrame of it first.`
  );
}

// src/target/local-target.ts
import { stat } from "node:fs/promises";
var LocalTarget = class {
  /** As it was named: relative to the project's root, or absolute. */
  path;
  constructor(path3) {
    this.path = path3;
  }
  get absolutePath() {
    return resolveFromRoot(this.path);
  }
  /**
   * True where a file stands at the path. A folder does not count.
   * @throws CauceError `target-not-readable` when the system does not let us look.
   */
  async exists() {
    try {
      return !(await stat(this.absolutePath)).isDirectory();
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === "ENOENT" || errno === "ENOTDIR") return false;
      throw readFailure(this, error);
    }
  }
};

// src/target/parse-csv.ts
var import_papaparse = __toESM(require_papaparse(), 1);

// src/target/cut-at-rows.ts
async function* cutAtRows(chunks) {
  const cutter = new RowCutter();
  for await (const chunk of chunks) {
    const rows = cutter.push(chunk);
    if (rows !== "") yield rows;
  }
  const rest = cutter.rest();
  if (rest !== "") yield rest;
}
var RowCutter = class {
  #pending = "";
  #inQuotes = false;
  #last = "\n";
  push(chunk) {
    const cut = this.#findLastRowEnd(chunk);
    this.#last = chunk.at(-1) ?? this.#last;
    if (cut === 0) {
      this.#pending += chunk;
      return "";
    }
    const rows = this.#pending + chunk.slice(0, cut);
    this.#pending = chunk.slice(cut);
    return rows;
  }
  rest() {
    return this.#pending;
  }
  /** The index after the last line break that ends a row; 0 where there is none. */
  #findLastRowEnd(chunk) {
    let end = 0;
    for (let from = 0; ; ) {
      const quote = chunk.indexOf('"', from);
      const segment = chunk.slice(from, quote === -1 ? void 0 : quote);
      const lineBreak = this.#inQuotes ? -1 : segment.lastIndexOf("\n");
      if (lineBreak !== -1) end = from + lineBreak + 1;
      if (quote === -1) return end;
      if (this.#inQuotes || this.#opensCell(chunk, quote)) this.#inQuotes = !this.#inQuotes;
      from = quote + 1;
    }
  }
  /** True at the start of a cell, and for the second of the two quotes that stand for one. */
  #opensCell(chunk, quote) {
    const before = quote === 0 ? this.#last : chunk.charAt(quote - 1);
    return before === "," || before === "\n" || before === "\r" || before === '"';
  }
};

// src/target/parse-csv.ts
async function parseCsv(path3, chunks, columns = {}) {
  let builder;
  for await (const piece of parsePieces(path3, chunks)) {
    let first = 0;
    if (builder === void 0) {
      builder = new TableBuilder(path3, piece.rows[0] ?? [], columns);
      first = 1;
    }
    for (let r = first; r < piece.rows.length; r++)
      builder.push(piece.rows[r] ?? [], () => lineOf(piece, r));
  }
  if (builder === void 0) throw emptyFile(path3);
  return builder.finish();
}
async function parseCsvHeader(path3, chunks) {
  for await (const piece of parsePieces(path3, chunks)) {
    const header = piece.rows[0] ?? [];
    return new TableBuilder(path3, header, {}).finish().names;
  }
  throw emptyFile(path3);
}
async function* parsePieces(path3, chunks) {
  let firstLine = 1;
  let lineBreak;
  for await (const text2 of cutAtRows(chunks)) {
    lineBreak ??= findLineBreak(text2);
    const piece = { rows: parseRows(path3, text2, lineBreak, firstLine), firstLine };
    if (firstLine > 1 || !isBlank(piece)) yield piece;
    firstLine += countLineBreaks(text2, lineBreak);
  }
}
function isBlank(piece) {
  return piece.rows.every((row) => row.length === 1 && row[0] === "");
}
function parseRows(path3, text2, newline, firstLine) {
  const body = text2.endsWith(newline) ? text2.slice(0, -newline.length) : text2;
  if (body === "") return [[""]];
  const { data, errors } = import_papaparse.default.parse(body, { delimiter: ",", newline });
  const error = errors[0];
  if (error !== void 0) throw badQuotes(path3, lineOf({ rows: data, firstLine }, error.row ?? 0));
  return data;
}
function lineOf(piece, r) {
  let line2 = piece.firstLine;
  for (const row of piece.rows.slice(0, r)) {
    line2 += 1;
    for (const cell of row) line2 += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return line2;
}
function findLineBreak(text2) {
  const bare = text2.replace(/"[^"]*"/g, "");
  const found = /\r\n|\n|\r/.exec(bare)?.[0];
  return found === "\r\n" || found === "\r" ? found : "\n";
}
function countLineBreaks(text2, lineBreak) {
  let count2 = 0;
  for (let at = text2.indexOf(lineBreak); at !== -1; at = text2.indexOf(lineBreak, at + 1)) count2++;
  return count2;
}

// src/target/row-source.ts
function rowSource(path3, rows, columns) {
  const names = rows.length === 0 ? Object.keys(columns) : namesOf(path3, rows, Object.keys(columns));
  if (names.length === 0) throw noColumns(path3);
  return {
    names,
    rowCount: rows.length,
    cell: (row, column) => ownValue(rows[row] ?? {}, names[column] ?? "")
  };
}
function ownValue(row, name) {
  return Object.hasOwn(row, name) ? row[name] : void 0;
}
function namesOf(path3, rows, required) {
  const names = /* @__PURE__ */ new Set();
  for (const [index, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw badRow(
        path3,
        index + 1,
        "it is no record. Expected an object with a key for each column; write such objects."
      );
    }
    for (const name of Object.keys(row)) names.add(name);
    const missing2 = required.find((name) => !Object.hasOwn(row, name));
    if (missing2 !== void 0) {
      throw badRow(
        path3,
        index + 1,
        `\`${missing2}\` is missing, and the target declares that column. Set it (null for a missing value), or take it out of \`columns\`.`
      );
    }
  }
  return [...names];
}
function noColumns(path3) {
  return new CauceError(
    "csv-no-columns",
    `\`${path3}\` cannot be written: there are no rows, and so no names for its columns. Declare them, as in csv(this, "train", { columns: { id: "string", score: "number" } }).`
  );
}

// src/target/atomic-file.ts
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFile,
  writeFileSync
} from "node:fs";
import path2 from "node:path";
import { promisify } from "node:util";
var MAX_LINKS = 40;
var MAX_BASE_LENGTH = 48;
var SMALL_LENGTH = 1 << 20;
var AtomicFile = class _AtomicFile {
  #descriptor;
  #temporaryPath;
  #finalPath;
  #replaces;
  #busy;
  #closed = false;
  #discarded = false;
  constructor(file2) {
    this.#descriptor = file2.descriptor;
    this.#temporaryPath = file2.temporaryPath;
    this.#finalPath = file2.finalPath;
    this.#replaces = file2.replaces;
  }
  /** Makes the folders that are missing, and the temporary file, with the rights of the file it will replace. */
  static open(file2) {
    mkdirSync(path2.dirname(file2.absolutePath), { recursive: true });
    const finalPath = followLinks(file2.absolutePath);
    const mode = modeToKeep(file2, finalPath);
    const base = path2.basename(finalPath).slice(0, MAX_BASE_LENGTH);
    const temporaryName = `.${base}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
    const temporaryPath = path2.join(path2.dirname(finalPath), temporaryName);
    const descriptor = openSync(temporaryPath, "wx");
    const replaces = mode !== void 0;
    const atomicFile = new _AtomicFile({ descriptor, temporaryPath, finalPath, replaces });
    if (mode !== void 0) fchmodSync(descriptor, mode);
    return atomicFile;
  }
  async write(chunk) {
    if (chunk.length <= SMALL_LENGTH) writeFileSync(this.#descriptor, chunk);
    else await this.#elsewhere(promisify(writeFile)(this.#descriptor, chunk));
  }
  /** Puts the file in its place. */
  async commit() {
    if (this.#replaces) await this.#elsewhere(promisify(fsync)(this.#descriptor));
    await this.#close();
    if (this.#discarded) return;
    renameSync(this.#temporaryPath, this.#finalPath);
  }
  /** Removes what was written. Harmless after `commit`. */
  async discard() {
    this.#discarded = true;
    unlinkQuietly(this.#temporaryPath);
    await this.#close().catch(() => void 0);
    unlinkQuietly(this.#temporaryPath);
  }
  async #elsewhere(work) {
    this.#busy = work.catch(() => void 0);
    await work;
  }
  async #close() {
    if (this.#closed) return;
    this.#closed = true;
    await this.#busy;
    closeSync(this.#descriptor);
  }
};
function unlinkQuietly(file2) {
  try {
    unlinkSync(file2);
  } catch {
  }
}
function followLinks(absolutePath) {
  let at = absolutePath;
  for (let count2 = 0; count2 < MAX_LINKS; count2++) {
    const link = linkTarget(at);
    if (link === void 0) return at;
    at = path2.resolve(realpathSync(path2.dirname(at)), link);
  }
  return at;
}
function linkTarget(at) {
  try {
    return readlinkSync(at);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "EINVAL" || errno === "ENOENT") return void 0;
    throw error;
  }
}
function modeToKeep(file2, finalPath) {
  const found = statQuietly(finalPath);
  if (found === void 0) return void 0;
  if (found.isDirectory()) {
    throw notWritable(
      file2,
      "it is a folder, and a file was expected. Remove that folder, or give the target another path."
    );
  }
  if (!found.isFile()) {
    throw notWritable(
      file2,
      "it is a device or a pipe, and an ordinary file was expected. Give the target another path."
    );
  }
  return found.mode & 4095;
}
function statQuietly(file2) {
  try {
    return statSync(file2, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}

// src/target/write-atomically.ts
async function writeAtomically(file2, content) {
  let atomicFile;
  try {
    atomicFile = AtomicFile.open(file2);
    for await (const chunk of chunksOf(content)) await atomicFile.write(chunk);
    await atomicFile.commit();
  } catch (error) {
    await atomicFile?.discard();
    throw writeFailure(file2, error);
  }
}
function chunksOf(content) {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}

// src/target/csv.ts
var CsvTarget = class extends LocalTarget {
  #columns;
  constructor(path3, options = {}) {
    super(path3);
    this.#columns = checkColumns(path3, options.columns ?? {});
  }
  /**
   * The rows as records, in the file's order, without danfojs. `Row` is declared, not checked:
   * give the target `columns` to have it checked.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`, and with the
   * line `csv-header`, `csv-ragged-row`, `csv-quotes`, `csv-column-missing`, `csv-cell`
   */
  async readRows() {
    const rows = rowsOf(await this.#readTable());
    return rows;
  }
  /** The names of the columns, in their order; also of a file that has no rows. */
  async readColumns() {
    return this.#reading(async (text2) => [...await parseCsvHeader(this.path, text2)]);
  }
  /** The table as a danfojs DataFrame, its columns typed as `readRows` types them. Errors as there. */
  async readFrame() {
    const [table2, { DataFrame }] = await Promise.all([this.#readTable(), loadFrameLibrary()]);
    const dtypes = table2.types.map((type, c) => frameType(type, table2.values[c] ?? []));
    return new DataFrame(matrixOf(table2), { columns: [...table2.names], dtypes });
  }
  /**
   * Replaces the file in one step. The columns are the keys of all rows, in the order in which
   * they first appear; a row without a key has an empty cell there, as for null, undefined and
   * NaN. A Date is written as its ISO string. Without rows, the columns must be declared.
   * @throws CauceError `csv-value` with row and column, `csv-no-columns`, `target-not-writable`
   */
  async writeRows(rows) {
    const table2 = rowSource(this.path, rows, this.#columns);
    await writeAtomically(this, formatCsv(this.path, table2, this.#columns));
  }
  /**
   * Replaces the file in one step by a data frame's columns and values, in the format of
   * `writeRows`; its index is not written.
   * @throws CauceError `csv-frame`, `csv-value`, `target-not-writable`
   */
  async writeFrame(frame) {
    const table2 = frameSource(this.path, frame, this.#columns);
    await writeAtomically(this, formatCsv(this.path, table2, this.#columns));
  }
  #readTable() {
    return this.#reading((text2) => parseCsv(this.path, text2, this.#columns));
  }
  async #reading(parse) {
    const bytes = createReadStream(this.absolutePath, { highWaterMark: 1 << 18 });
    try {
      return await parse(decodeUtf8(this, bytes));
    } catch (error) {
      throw readFailure(this, error);
    } finally {
      bytes.destroy();
    }
  }
};
function frameType(type, values) {
  if (type !== "number") return type;
  return values.every(isInt32) ? "int32" : "float32";
}
function isInt32(value) {
  return typeof value === "number" && (value | 0) === value;
}
function csv(pathOrTask, nameOrOptions, options) {
  const named = typeof nameOrOptions === "string";
  const path3 = targetPath(pathOrTask, named ? nameOrOptions : void 0, ".csv");
  return new CsvTarget(path3, (named ? options : nameOrOptions ?? options) ?? {});
}

// src/target/file.ts
import { createReadStream as createReadStream2 } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";

// src/target/atomic-write-stream.ts
import { Writable } from "node:stream";
var AtomicWriteStream = class extends Writable {
  #file;
  #atomicFile;
  constructor(file2) {
    super({ decodeStrings: true });
    this.#file = file2;
  }
  _construct(callback) {
    this.#settle(async () => {
      this.#atomicFile = AtomicFile.open(this.#file);
    }, callback);
  }
  _write(chunk, _encoding, callback) {
    this.#settle(() => this.#opened().write(chunk), callback);
  }
  _writev(chunks, callback) {
    this.#settle(
      () => this.#opened().write(Buffer.concat(chunks.map(({ chunk }) => chunk))),
      callback
    );
  }
  _final(callback) {
    this.#settle(() => this.#opened().commit(), callback);
  }
  _destroy(error, callback) {
    const discarded = this.#atomicFile?.discard() ?? Promise.resolve();
    discarded.then(() => callback(error));
  }
  #opened() {
    if (this.#atomicFile === void 0)
      throw new Error("the stream was written to before it was open");
    return this.#atomicFile;
  }
  #settle(step, callback) {
    step().then(
      () => callback(),
      (error) => {
        const failure2 = writeFailure(this.#file, error);
        callback(failure2 instanceof Error ? failure2 : new Error(String(failure2)));
      }
    );
  }
};

// src/target/file.ts
var LocalFile = class extends LocalTarget {
  /**
   * The whole content.
   * @throws CauceError `target-missing`, `target-not-readable`
   */
  async read() {
    return readFile(this.absolutePath).catch((error) => {
      throw readFailure(this, error);
    });
  }
  /**
   * Replaces the file in one step; a string is written in UTF-8.
   * @throws CauceError `target-not-writable`
   */
  async write(content) {
    await writeAtomically(this, content);
  }
  /**
   * The content as a stream of buffers, for files that should not be in memory at once.
   * Emits CauceError `target-missing`, `target-not-readable`.
   */
  createReadStream() {
    return Readable.from(this.#chunks(), { objectMode: false });
  }
  /**
   * A stream whose file is in its place, whole, when it emits "finish". A stream that fails or
   * is destroyed leaves, once it emits "close", what stood there before and nothing else. Emits CauceError `target-not-writable`.
   */
  createWriteStream() {
    return new AtomicWriteStream(this);
  }
  async *#chunks() {
    try {
      yield* createReadStream2(this.absolutePath);
    } catch (error) {
      throw readFailure(this, error);
    }
  }
};
function file(pathOrTask, name) {
  return new LocalFile(targetPath(pathOrTask, name, ""));
}

// src/target/json.ts
import { readFile as readFile2 } from "node:fs/promises";

// src/target/check-json.ts
var LOSSY_TAGS = /* @__PURE__ */ new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Promise",
  "RegExp",
  "Error",
  "ArrayBuffer"
]);
function checkJson(path3, value) {
  visit({ path: path3, ancestors: /* @__PURE__ */ new Set() }, value, "value");
}
function visit(walk, value, keyPath) {
  const fault = faultOf2(walk, value);
  if (fault !== void 0) throw refused(walk.path, keyPath, fault);
  if (typeof value !== "object" || value === null || hasToJson(value)) return;
  walk.ancestors.add(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) visit(walk, value[i], `${keyPath}[${i}]`);
  } else {
    for (const [key, item] of Object.entries(value)) visit(walk, item, keyPath + keyStep(key));
  }
  walk.ancestors.delete(value);
}
function faultOf2(walk, value) {
  switch (typeof value) {
    case "undefined":
      return { found: "undefined", remedy: "Leave the key out, or use null." };
    case "function":
    case "symbol":
      return { found: `a ${typeof value}`, remedy: "Leave it out." };
    case "bigint":
      return { found: "a BigInt", remedy: "Turn it into a string or a number." };
    case "number":
      if (Number.isFinite(value)) return void 0;
      return { found: String(value), remedy: "Use null for a missing number, or a string." };
    case "object":
      return value === null ? void 0 : faultOfObject(walk, value);
    default:
      return void 0;
  }
}
function faultOfObject(walk, value) {
  if (walk.ancestors.has(value)) {
    return { found: "a circular reference", remedy: "Leave out the key that leads back." };
  }
  if (hasToJson(value)) return void 0;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === "Promise") return { found: "a Promise", remedy: "Await it." };
  if (LOSSY_TAGS.has(tag) || ArrayBuffer.isView(value)) {
    return { found: `a ${tag}`, remedy: "Turn it into an array or a plain object." };
  }
  return void 0;
}
function hasToJson(value) {
  return "toJSON" in value && typeof value.toJSON === "function";
}
function keyStep(key) {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
function refused(path3, keyPath, fault) {
  return new CauceError(
    "json-value",
    `\`${keyPath}\` cannot be written to \`${path3}\`: found ${fault.found}, and JSON has no such value. ${fault.remedy}`
  );
}

// src/target/json.ts
var JsonTarget = class extends LocalTarget {
  /**
   * The value. Its type is the one declared: nothing checks it against the file.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`, `json-invalid`
   */
  async read() {
    const bytes = await readFile2(this.absolutePath).catch((error) => {
      throw readFailure(this, error);
    });
    return this.#parse(decodeWholeUtf8(this, bytes));
  }
  /**
   * Replaces the file in one step. What JSON would lose is refused: undefined, functions,
   * NaN and infinities, BigInt, Map, Set, typed arrays, circular references. An object with
   * `toJSON` (a Date, a trained model) is written as that says.
   * @throws CauceError `json-value` with the key path, `target-not-writable`
   */
  async write(value) {
    checkJson(this.path, value);
    await writeAtomically(this, `${JSON.stringify(value, null, 2)}
`);
  }
  #parse(source) {
    try {
      return JSON.parse(source);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CauceError(
        "json-invalid",
        `\`${this.path}\` is not JSON${placeOf(source, reason)}: ${reason}. Expected one JSON value. Repair the file, or run the task that writes it again.`,
        { cause }
      );
    }
  }
};
function placeOf(source, reason) {
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position === void 0) return "";
  const before = source.slice(0, Number(position)).split("\n");
  return `, at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
function json(pathOrTask, name) {
  return new JsonTarget(targetPath(pathOrTask, name, ".json"));
}

// src/target/text.ts
import { readFile as readFile3 } from "node:fs/promises";
var TextTarget = class extends LocalTarget {
  /**
   * The whole text, as it was written.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`
   */
  async read() {
    const bytes = await readFile3(this.absolutePath).catch((error) => {
      throw readFailure(this, error);
    });
    return decodeWholeUtf8(this, bytes, true);
  }
  /**
   * Replaces the file in one step.
   * @throws CauceError `target-not-writable`
   */
  async write(text2) {
    await writeAtomically(this, text2);
  }
};
function text(pathOrTask, name) {
  return new TextTarget(targetPath(pathOrTask, name, ".txt"));
}
export {
  CauceError,
  Dag,
  Displayed,
  ExternalTask,
  ImpactReport,
  RunReport,
  Task,
  WhyReport,
  WrapperTask,
  clearOutput,
  comparisonFigure,
  confusionMatrixFigure,
  csv,
  dag,
  display,
  file,
  impact,
  json,
  plot,
  run,
  scatterFigure,
  table,
  text,
  why,
  z
};
/*! Bundled license information:

papaparse/papaparse.js:
  (* @license
  Papa Parse
  v5.7.1
  https://github.com/mholt/PapaParse
  License: MIT
  *)
*/
//# sourceMappingURL=index.js.map
