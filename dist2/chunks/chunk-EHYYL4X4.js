import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  packageRoot,
  readPackage
} from "./chunk-E47LMD53.js";
import {
  CauceError,
  __commonJS,
  __toESM
} from "./chunk-EERKI2QO.js";

// ../../../../work/main/node_modules/estraverse/estraverse.js
var require_estraverse = __commonJS({
  "../../../../work/main/node_modules/estraverse/estraverse.js"(exports) {
    (function clone(exports2) {
      "use strict";
      var Syntax4, VisitorOption, VisitorKeys, BREAK, SKIP, REMOVE;
      function deepCopy(obj) {
        var ret = {}, key, val;
        for (key in obj) {
          if (obj.hasOwnProperty(key)) {
            val = obj[key];
            if (typeof val === "object" && val !== null) {
              ret[key] = deepCopy(val);
            } else {
              ret[key] = val;
            }
          }
        }
        return ret;
      }
      function upperBound(array, func) {
        var diff, len, i, current;
        len = array.length;
        i = 0;
        while (len) {
          diff = len >>> 1;
          current = i + diff;
          if (func(array[current])) {
            len = diff;
          } else {
            i = current + 1;
            len -= diff + 1;
          }
        }
        return i;
      }
      Syntax4 = {
        AssignmentExpression: "AssignmentExpression",
        AssignmentPattern: "AssignmentPattern",
        ArrayExpression: "ArrayExpression",
        ArrayPattern: "ArrayPattern",
        ArrowFunctionExpression: "ArrowFunctionExpression",
        AwaitExpression: "AwaitExpression",
        // CAUTION: It's deferred to ES7.
        BlockStatement: "BlockStatement",
        BinaryExpression: "BinaryExpression",
        BreakStatement: "BreakStatement",
        CallExpression: "CallExpression",
        CatchClause: "CatchClause",
        ChainExpression: "ChainExpression",
        ClassBody: "ClassBody",
        ClassDeclaration: "ClassDeclaration",
        ClassExpression: "ClassExpression",
        ComprehensionBlock: "ComprehensionBlock",
        // CAUTION: It's deferred to ES7.
        ComprehensionExpression: "ComprehensionExpression",
        // CAUTION: It's deferred to ES7.
        ConditionalExpression: "ConditionalExpression",
        ContinueStatement: "ContinueStatement",
        DebuggerStatement: "DebuggerStatement",
        DirectiveStatement: "DirectiveStatement",
        DoWhileStatement: "DoWhileStatement",
        EmptyStatement: "EmptyStatement",
        ExportAllDeclaration: "ExportAllDeclaration",
        ExportDefaultDeclaration: "ExportDefaultDeclaration",
        ExportNamedDeclaration: "ExportNamedDeclaration",
        ExportSpecifier: "ExportSpecifier",
        ExpressionStatement: "ExpressionStatement",
        ForStatement: "ForStatement",
        ForInStatement: "ForInStatement",
        ForOfStatement: "ForOfStatement",
        FunctionDeclaration: "FunctionDeclaration",
        FunctionExpression: "FunctionExpression",
        GeneratorExpression: "GeneratorExpression",
        // CAUTION: It's deferred to ES7.
        Identifier: "Identifier",
        IfStatement: "IfStatement",
        ImportExpression: "ImportExpression",
        ImportDeclaration: "ImportDeclaration",
        ImportDefaultSpecifier: "ImportDefaultSpecifier",
        ImportNamespaceSpecifier: "ImportNamespaceSpecifier",
        ImportSpecifier: "ImportSpecifier",
        Literal: "Literal",
        LabeledStatement: "LabeledStatement",
        LogicalExpression: "LogicalExpression",
        MemberExpression: "MemberExpression",
        MetaProperty: "MetaProperty",
        MethodDefinition: "MethodDefinition",
        ModuleSpecifier: "ModuleSpecifier",
        NewExpression: "NewExpression",
        ObjectExpression: "ObjectExpression",
        ObjectPattern: "ObjectPattern",
        PrivateIdentifier: "PrivateIdentifier",
        Program: "Program",
        Property: "Property",
        PropertyDefinition: "PropertyDefinition",
        RestElement: "RestElement",
        ReturnStatement: "ReturnStatement",
        SequenceExpression: "SequenceExpression",
        SpreadElement: "SpreadElement",
        Super: "Super",
        SwitchStatement: "SwitchStatement",
        SwitchCase: "SwitchCase",
        TaggedTemplateExpression: "TaggedTemplateExpression",
        TemplateElement: "TemplateElement",
        TemplateLiteral: "TemplateLiteral",
        ThisExpression: "ThisExpression",
        ThrowStatement: "ThrowStatement",
        TryStatement: "TryStatement",
        UnaryExpression: "UnaryExpression",
        UpdateExpression: "UpdateExpression",
        VariableDeclaration: "VariableDeclaration",
        VariableDeclarator: "VariableDeclarator",
        WhileStatement: "WhileStatement",
        WithStatement: "WithStatement",
        YieldExpression: "YieldExpression"
      };
      VisitorKeys = {
        AssignmentExpression: ["left", "right"],
        AssignmentPattern: ["left", "right"],
        ArrayExpression: ["elements"],
        ArrayPattern: ["elements"],
        ArrowFunctionExpression: ["params", "body"],
        AwaitExpression: ["argument"],
        // CAUTION: It's deferred to ES7.
        BlockStatement: ["body"],
        BinaryExpression: ["left", "right"],
        BreakStatement: ["label"],
        CallExpression: ["callee", "arguments"],
        CatchClause: ["param", "body"],
        ChainExpression: ["expression"],
        ClassBody: ["body"],
        ClassDeclaration: ["id", "superClass", "body"],
        ClassExpression: ["id", "superClass", "body"],
        ComprehensionBlock: ["left", "right"],
        // CAUTION: It's deferred to ES7.
        ComprehensionExpression: ["blocks", "filter", "body"],
        // CAUTION: It's deferred to ES7.
        ConditionalExpression: ["test", "consequent", "alternate"],
        ContinueStatement: ["label"],
        DebuggerStatement: [],
        DirectiveStatement: [],
        DoWhileStatement: ["body", "test"],
        EmptyStatement: [],
        ExportAllDeclaration: ["source"],
        ExportDefaultDeclaration: ["declaration"],
        ExportNamedDeclaration: ["declaration", "specifiers", "source"],
        ExportSpecifier: ["exported", "local"],
        ExpressionStatement: ["expression"],
        ForStatement: ["init", "test", "update", "body"],
        ForInStatement: ["left", "right", "body"],
        ForOfStatement: ["left", "right", "body"],
        FunctionDeclaration: ["id", "params", "body"],
        FunctionExpression: ["id", "params", "body"],
        GeneratorExpression: ["blocks", "filter", "body"],
        // CAUTION: It's deferred to ES7.
        Identifier: [],
        IfStatement: ["test", "consequent", "alternate"],
        ImportExpression: ["source"],
        ImportDeclaration: ["specifiers", "source"],
        ImportDefaultSpecifier: ["local"],
        ImportNamespaceSpecifier: ["local"],
        ImportSpecifier: ["imported", "local"],
        Literal: [],
        LabeledStatement: ["label", "body"],
        LogicalExpression: ["left", "right"],
        MemberExpression: ["object", "property"],
        MetaProperty: ["meta", "property"],
        MethodDefinition: ["key", "value"],
        ModuleSpecifier: [],
        NewExpression: ["callee", "arguments"],
        ObjectExpression: ["properties"],
        ObjectPattern: ["properties"],
        PrivateIdentifier: [],
        Program: ["body"],
        Property: ["key", "value"],
        PropertyDefinition: ["key", "value"],
        RestElement: ["argument"],
        ReturnStatement: ["argument"],
        SequenceExpression: ["expressions"],
        SpreadElement: ["argument"],
        Super: [],
        SwitchStatement: ["discriminant", "cases"],
        SwitchCase: ["test", "consequent"],
        TaggedTemplateExpression: ["tag", "quasi"],
        TemplateElement: [],
        TemplateLiteral: ["quasis", "expressions"],
        ThisExpression: [],
        ThrowStatement: ["argument"],
        TryStatement: ["block", "handler", "finalizer"],
        UnaryExpression: ["argument"],
        UpdateExpression: ["argument"],
        VariableDeclaration: ["declarations"],
        VariableDeclarator: ["id", "init"],
        WhileStatement: ["test", "body"],
        WithStatement: ["object", "body"],
        YieldExpression: ["argument"]
      };
      BREAK = {};
      SKIP = {};
      REMOVE = {};
      VisitorOption = {
        Break: BREAK,
        Skip: SKIP,
        Remove: REMOVE
      };
      function Reference2(parent, key) {
        this.parent = parent;
        this.key = key;
      }
      Reference2.prototype.replace = function replace2(node) {
        this.parent[this.key] = node;
      };
      Reference2.prototype.remove = function remove() {
        if (Array.isArray(this.parent)) {
          this.parent.splice(this.key, 1);
          return true;
        } else {
          this.replace(null);
          return false;
        }
      };
      function Element(node, path3, wrap, ref) {
        this.node = node;
        this.path = path3;
        this.wrap = wrap;
        this.ref = ref;
      }
      function Controller() {
      }
      Controller.prototype.path = function path3() {
        var i, iz, j, jz, result, element;
        function addToPath(result2, path4) {
          if (Array.isArray(path4)) {
            for (j = 0, jz = path4.length; j < jz; ++j) {
              result2.push(path4[j]);
            }
          } else {
            result2.push(path4);
          }
        }
        if (!this.__current.path) {
          return null;
        }
        result = [];
        for (i = 2, iz = this.__leavelist.length; i < iz; ++i) {
          element = this.__leavelist[i];
          addToPath(result, element.path);
        }
        addToPath(result, this.__current.path);
        return result;
      };
      Controller.prototype.type = function() {
        var node = this.current();
        return node.type || this.__current.wrap;
      };
      Controller.prototype.parents = function parents() {
        var i, iz, result;
        result = [];
        for (i = 1, iz = this.__leavelist.length; i < iz; ++i) {
          result.push(this.__leavelist[i].node);
        }
        return result;
      };
      Controller.prototype.current = function current() {
        return this.__current.node;
      };
      Controller.prototype.__execute = function __execute(callback, element) {
        var previous, result;
        result = void 0;
        previous = this.__current;
        this.__current = element;
        this.__state = null;
        if (callback) {
          result = callback.call(this, element.node, this.__leavelist[this.__leavelist.length - 1].node);
        }
        this.__current = previous;
        return result;
      };
      Controller.prototype.notify = function notify(flag) {
        this.__state = flag;
      };
      Controller.prototype.skip = function() {
        this.notify(SKIP);
      };
      Controller.prototype["break"] = function() {
        this.notify(BREAK);
      };
      Controller.prototype.remove = function() {
        this.notify(REMOVE);
      };
      Controller.prototype.__initialize = function(root, visitor) {
        this.visitor = visitor;
        this.root = root;
        this.__worklist = [];
        this.__leavelist = [];
        this.__current = null;
        this.__state = null;
        this.__fallback = null;
        if (visitor.fallback === "iteration") {
          this.__fallback = Object.keys;
        } else if (typeof visitor.fallback === "function") {
          this.__fallback = visitor.fallback;
        }
        this.__keys = VisitorKeys;
        if (visitor.keys) {
          this.__keys = Object.assign(Object.create(this.__keys), visitor.keys);
        }
      };
      function isNode2(node) {
        if (node == null) {
          return false;
        }
        return typeof node === "object" && typeof node.type === "string";
      }
      function isProperty(nodeType, key) {
        return (nodeType === Syntax4.ObjectExpression || nodeType === Syntax4.ObjectPattern) && "properties" === key;
      }
      function candidateExistsInLeaveList(leavelist, candidate) {
        for (var i = leavelist.length - 1; i >= 0; --i) {
          if (leavelist[i].node === candidate) {
            return true;
          }
        }
        return false;
      }
      Controller.prototype.traverse = function traverse2(root, visitor) {
        var worklist, leavelist, element, node, nodeType, ret, key, current, current2, candidates, candidate, sentinel;
        this.__initialize(root, visitor);
        sentinel = {};
        worklist = this.__worklist;
        leavelist = this.__leavelist;
        worklist.push(new Element(root, null, null, null));
        leavelist.push(new Element(null, null, null, null));
        while (worklist.length) {
          element = worklist.pop();
          if (element === sentinel) {
            element = leavelist.pop();
            ret = this.__execute(visitor.leave, element);
            if (this.__state === BREAK || ret === BREAK) {
              return;
            }
            continue;
          }
          if (element.node) {
            ret = this.__execute(visitor.enter, element);
            if (this.__state === BREAK || ret === BREAK) {
              return;
            }
            worklist.push(sentinel);
            leavelist.push(element);
            if (this.__state === SKIP || ret === SKIP) {
              continue;
            }
            node = element.node;
            nodeType = node.type || element.wrap;
            candidates = this.__keys[nodeType];
            if (!candidates) {
              if (this.__fallback) {
                candidates = this.__fallback(node);
              } else {
                throw new Error("Unknown node type " + nodeType + ".");
              }
            }
            current = candidates.length;
            while ((current -= 1) >= 0) {
              key = candidates[current];
              candidate = node[key];
              if (!candidate) {
                continue;
              }
              if (Array.isArray(candidate)) {
                current2 = candidate.length;
                while ((current2 -= 1) >= 0) {
                  if (!candidate[current2]) {
                    continue;
                  }
                  if (candidateExistsInLeaveList(leavelist, candidate[current2])) {
                    continue;
                  }
                  if (isProperty(nodeType, candidates[current])) {
                    element = new Element(candidate[current2], [key, current2], "Property", null);
                  } else if (isNode2(candidate[current2])) {
                    element = new Element(candidate[current2], [key, current2], null, null);
                  } else {
                    continue;
                  }
                  worklist.push(element);
                }
              } else if (isNode2(candidate)) {
                if (candidateExistsInLeaveList(leavelist, candidate)) {
                  continue;
                }
                worklist.push(new Element(candidate, key, null, null));
              }
            }
          }
        }
      };
      Controller.prototype.replace = function replace2(root, visitor) {
        var worklist, leavelist, node, nodeType, target, element, current, current2, candidates, candidate, sentinel, outer, key;
        function removeElem(element2) {
          var i, key2, nextElem, parent;
          if (element2.ref.remove()) {
            key2 = element2.ref.key;
            parent = element2.ref.parent;
            i = worklist.length;
            while (i--) {
              nextElem = worklist[i];
              if (nextElem.ref && nextElem.ref.parent === parent) {
                if (nextElem.ref.key < key2) {
                  break;
                }
                --nextElem.ref.key;
              }
            }
          }
        }
        this.__initialize(root, visitor);
        sentinel = {};
        worklist = this.__worklist;
        leavelist = this.__leavelist;
        outer = {
          root
        };
        element = new Element(root, null, null, new Reference2(outer, "root"));
        worklist.push(element);
        leavelist.push(element);
        while (worklist.length) {
          element = worklist.pop();
          if (element === sentinel) {
            element = leavelist.pop();
            target = this.__execute(visitor.leave, element);
            if (target !== void 0 && target !== BREAK && target !== SKIP && target !== REMOVE) {
              element.ref.replace(target);
            }
            if (this.__state === REMOVE || target === REMOVE) {
              removeElem(element);
            }
            if (this.__state === BREAK || target === BREAK) {
              return outer.root;
            }
            continue;
          }
          target = this.__execute(visitor.enter, element);
          if (target !== void 0 && target !== BREAK && target !== SKIP && target !== REMOVE) {
            element.ref.replace(target);
            element.node = target;
          }
          if (this.__state === REMOVE || target === REMOVE) {
            removeElem(element);
            element.node = null;
          }
          if (this.__state === BREAK || target === BREAK) {
            return outer.root;
          }
          node = element.node;
          if (!node) {
            continue;
          }
          worklist.push(sentinel);
          leavelist.push(element);
          if (this.__state === SKIP || target === SKIP) {
            continue;
          }
          nodeType = node.type || element.wrap;
          candidates = this.__keys[nodeType];
          if (!candidates) {
            if (this.__fallback) {
              candidates = this.__fallback(node);
            } else {
              throw new Error("Unknown node type " + nodeType + ".");
            }
          }
          current = candidates.length;
          while ((current -= 1) >= 0) {
            key = candidates[current];
            candidate = node[key];
            if (!candidate) {
              continue;
            }
            if (Array.isArray(candidate)) {
              current2 = candidate.length;
              while ((current2 -= 1) >= 0) {
                if (!candidate[current2]) {
                  continue;
                }
                if (isProperty(nodeType, candidates[current])) {
                  element = new Element(candidate[current2], [key, current2], "Property", new Reference2(candidate, current2));
                } else if (isNode2(candidate[current2])) {
                  element = new Element(candidate[current2], [key, current2], null, new Reference2(candidate, current2));
                } else {
                  continue;
                }
                worklist.push(element);
              }
            } else if (isNode2(candidate)) {
              worklist.push(new Element(candidate, key, null, new Reference2(node, key)));
            }
          }
        }
        return outer.root;
      };
      function traverse(root, visitor) {
        var controller = new Controller();
        return controller.traverse(root, visitor);
      }
      function replace(root, visitor) {
        var controller = new Controller();
        return controller.replace(root, visitor);
      }
      function extendCommentRange(comment, tokens) {
        var target;
        target = upperBound(tokens, function search(token) {
          return token.range[0] > comment.range[0];
        });
        comment.extendedRange = [comment.range[0], comment.range[1]];
        if (target !== tokens.length) {
          comment.extendedRange[1] = tokens[target].range[0];
        }
        target -= 1;
        if (target >= 0) {
          comment.extendedRange[0] = tokens[target].range[1];
        }
        return comment;
      }
      function attachComments(tree, providedComments, tokens) {
        var comments = [], comment, len, i, cursor;
        if (!tree.range) {
          throw new Error("attachComments needs range information");
        }
        if (!tokens.length) {
          if (providedComments.length) {
            for (i = 0, len = providedComments.length; i < len; i += 1) {
              comment = deepCopy(providedComments[i]);
              comment.extendedRange = [0, tree.range[0]];
              comments.push(comment);
            }
            tree.leadingComments = comments;
          }
          return tree;
        }
        for (i = 0, len = providedComments.length; i < len; i += 1) {
          comments.push(extendCommentRange(deepCopy(providedComments[i]), tokens));
        }
        cursor = 0;
        traverse(tree, {
          enter: function(node) {
            var comment2;
            while (cursor < comments.length) {
              comment2 = comments[cursor];
              if (comment2.extendedRange[1] > node.range[0]) {
                break;
              }
              if (comment2.extendedRange[1] === node.range[0]) {
                if (!node.leadingComments) {
                  node.leadingComments = [];
                }
                node.leadingComments.push(comment2);
                comments.splice(cursor, 1);
              } else {
                cursor += 1;
              }
            }
            if (cursor === comments.length) {
              return VisitorOption.Break;
            }
            if (comments[cursor].extendedRange[0] > node.range[1]) {
              return VisitorOption.Skip;
            }
          }
        });
        cursor = 0;
        traverse(tree, {
          leave: function(node) {
            var comment2;
            while (cursor < comments.length) {
              comment2 = comments[cursor];
              if (node.range[1] < comment2.extendedRange[0]) {
                break;
              }
              if (node.range[1] === comment2.extendedRange[0]) {
                if (!node.trailingComments) {
                  node.trailingComments = [];
                }
                node.trailingComments.push(comment2);
                comments.splice(cursor, 1);
              } else {
                cursor += 1;
              }
            }
            if (cursor === comments.length) {
              return VisitorOption.Break;
            }
            if (comments[cursor].extendedRange[0] > node.range[1]) {
              return VisitorOption.Skip;
            }
          }
        });
        return tree;
      }
      exports2.Syntax = Syntax4;
      exports2.traverse = traverse;
      exports2.replace = replace;
      exports2.attachComments = attachComments;
      exports2.VisitorKeys = VisitorKeys;
      exports2.VisitorOption = VisitorOption;
      exports2.Controller = Controller;
      exports2.cloneEnvironment = function() {
        return clone({});
      };
      return exports2;
    })(exports);
  }
});

// ../../../../work/main/node_modules/esrecurse/package.json
var require_package = __commonJS({
  "../../../../work/main/node_modules/esrecurse/package.json"(exports, module) {
    module.exports = {
      name: "esrecurse",
      description: "ECMAScript AST recursive visitor",
      homepage: "https://github.com/estools/esrecurse",
      main: "esrecurse.js",
      version: "4.3.0",
      engines: {
        node: ">=4.0"
      },
      maintainers: [
        {
          name: "Yusuke Suzuki",
          email: "utatane.tea@gmail.com",
          web: "https://github.com/Constellation"
        }
      ],
      repository: {
        type: "git",
        url: "https://github.com/estools/esrecurse.git"
      },
      dependencies: {
        estraverse: "^5.2.0"
      },
      devDependencies: {
        "babel-cli": "^6.24.1",
        "babel-eslint": "^7.2.3",
        "babel-preset-es2015": "^6.24.1",
        "babel-register": "^6.24.1",
        chai: "^4.0.2",
        esprima: "^4.0.0",
        gulp: "^3.9.0",
        "gulp-bump": "^2.7.0",
        "gulp-eslint": "^4.0.0",
        "gulp-filter": "^5.0.0",
        "gulp-git": "^2.4.1",
        "gulp-mocha": "^4.3.1",
        "gulp-tag-version": "^1.2.1",
        jsdoc: "^3.3.0-alpha10",
        minimist: "^1.1.0"
      },
      license: "BSD-2-Clause",
      scripts: {
        test: "gulp travis",
        "unit-test": "gulp test",
        lint: "gulp lint"
      },
      babel: {
        presets: [
          "es2015"
        ]
      }
    };
  }
});

// ../../../../work/main/node_modules/esrecurse/esrecurse.js
var require_esrecurse = __commonJS({
  "../../../../work/main/node_modules/esrecurse/esrecurse.js"(exports) {
    (function() {
      "use strict";
      var estraverse4 = require_estraverse();
      function isNode2(node) {
        if (node == null) {
          return false;
        }
        return typeof node === "object" && typeof node.type === "string";
      }
      function isProperty(nodeType, key) {
        return (nodeType === estraverse4.Syntax.ObjectExpression || nodeType === estraverse4.Syntax.ObjectPattern) && key === "properties";
      }
      function Visitor(visitor, options) {
        options = options || {};
        this.__visitor = visitor || this;
        this.__childVisitorKeys = options.childVisitorKeys ? Object.assign({}, estraverse4.VisitorKeys, options.childVisitorKeys) : estraverse4.VisitorKeys;
        if (options.fallback === "iteration") {
          this.__fallback = Object.keys;
        } else if (typeof options.fallback === "function") {
          this.__fallback = options.fallback;
        }
      }
      Visitor.prototype.visitChildren = function(node) {
        var type, children, i, iz, j, jz, child;
        if (node == null) {
          return;
        }
        type = node.type || estraverse4.Syntax.Property;
        children = this.__childVisitorKeys[type];
        if (!children) {
          if (this.__fallback) {
            children = this.__fallback(node);
          } else {
            throw new Error("Unknown node type " + type + ".");
          }
        }
        for (i = 0, iz = children.length; i < iz; ++i) {
          child = node[children[i]];
          if (child) {
            if (Array.isArray(child)) {
              for (j = 0, jz = child.length; j < jz; ++j) {
                if (child[j]) {
                  if (isNode2(child[j]) || isProperty(type, children[i])) {
                    this.visit(child[j]);
                  }
                }
              }
            } else if (isNode2(child)) {
              this.visit(child);
            }
          }
        }
      };
      Visitor.prototype.visit = function(node) {
        var type;
        if (node == null) {
          return;
        }
        type = node.type || estraverse4.Syntax.Property;
        if (this.__visitor[type]) {
          this.__visitor[type].call(this, node);
          return;
        }
        this.visitChildren(node);
      };
      exports.version = require_package().version;
      exports.Visitor = Visitor;
      exports.visit = function(node, visitor, options) {
        var v = new Visitor(visitor, options);
        v.visit(node);
      };
    })();
  }
});

// src/cell/task-classes.ts
var baseClasses = /* @__PURE__ */ new Set(["Task", "ExternalTask", "WrapperTask"]);
function isTaskClass(declaration, code) {
  return declaration.kind === "class" && reachesTask(declaration, code, /* @__PURE__ */ new Set());
}
function reachesTask(declaration, code, seen) {
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  return declaration.reads.some((read) => {
    if (declaration.kind === "class" && read.region !== "heritage") return false;
    const found = code.find(read.name);
    if (found === void 0) return false;
    if (found.kind !== "import") return reachesTask(found, code, seen);
    return isBaseClass(found.specifier, found.imported) || code.importsTask(found);
  });
}
function isBaseClass(specifier, imported) {
  return specifier === "cauce" && (baseClasses.has(imported) || imported === "*");
}
function standsForTask(declaration, code) {
  return declaration.kind === "import" ? code.importsTask(declaration) : isTaskClass(declaration, code);
}
function listTaskClasses(code) {
  return [...code.classes()].filter((declaration) => isTaskClass(declaration, code));
}

// src/cell/syntax.ts
import { parseSync, visitorKeys } from "oxc-parser";
function parseJavaScript(code) {
  return parseSync("cell.js", code, {
    lang: "jsx",
    sourceType: "module",
    range: true,
    preserveParens: false
  }).program;
}
function parseTypeScript(source) {
  const plain = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  if (plain.errors.length === 0) return plain;
  const jsx = parseSync("cell.tsx", source, { lang: "tsx", sourceType: "module" });
  return jsx.errors.length === 0 ? jsx : plain;
}
function* childrenOf(node) {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) {
      yield value;
    }
  }
}
function walk(root, visit) {
  const pending = [root];
  for (let node = pending.pop(); node !== void 0; node = pending.pop()) {
    if (visit(node) === false) continue;
    pending.push(...[...childrenOf(node)].reverse());
  }
}
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
function isFunction(node) {
  return node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

// src/cell/declared-names.ts
function declaredNames(statement) {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "ExportNamedDeclaration":
      return statement.declaration ? declaredNames(statement.declaration) : [];
    case "ExportDefaultDeclaration":
      return declaredNames(statement.declaration);
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id ? [statement.id.name] : [];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => namesInPattern(id));
    default:
      return [];
  }
}
function namesInPattern(pattern) {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap(
        (property) => namesInPattern(property.type === "RestElement" ? property.argument : property.value)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap(
        (element) => element === null ? [] : namesInPattern(element)
      );
    case "AssignmentPattern":
      return namesInPattern(pattern.left);
    case "RestElement":
      return namesInPattern(pattern.argument);
    default:
      return [];
  }
}

// src/cell/class-parts.ts
function classParts(node) {
  return {
    heritage: node.superClass ?? void 0,
    requires: membersNamed(node, "requires"),
    run: membersNamed(node, "run"),
    output: membersNamed(node, "output")
  };
}
function membersNamed(node, name) {
  return node.body.body.filter((member) => {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return false;
    return !member.static && !member.computed && member.key.type === "Identifier" && member.key.name === name;
  });
}
function contains(outer, offset) {
  return outer !== void 0 && offset >= outer.start && offset < outer.end;
}

// src/cell/hash-code.ts
import { createHash } from "node:crypto";
var spelling = /* @__PURE__ */ new Set([
  "start",
  "end",
  "range",
  "raw",
  "loc",
  "parent",
  "directive",
  "hashbang"
]);
function hashCode(nodes, leaveOut = () => false) {
  const hash = createHash("sha256");
  feed(nodes, hash, leaveOut);
  return hash.digest("hex").slice(0, 32);
}
function feed(value, hash, leaveOut) {
  if (Array.isArray(value)) {
    hash.update("[");
    for (const item of value) feed(item, hash, leaveOut);
    hash.update("]");
  } else if (typeof value === "object" && value !== null) {
    feedRecord(value, hash, leaveOut);
  } else {
    hash.update(`${typeof value}:${JSON.stringify(String(value))};`);
  }
}
function feedRecord(value, hash, leaveOut) {
  if (value instanceof RegExp) {
    hash.update(`regexp:${String(value)};`);
    return;
  }
  if ("type" in value && leaveOut(value)) return;
  hash.update("{");
  for (const [key, member] of Object.entries(value)) {
    if (spelling.has(key) && !(key === "raw" && "cooked" in value)) continue;
    hash.update(`${key}=`);
    feed(member, hash, leaveOut);
  }
  hash.update("}");
}

// src/cell/line-origins.ts
function originsWithin(stripped, start, end, indent) {
  const { line: first, column } = positionAt(stripped, start);
  const count = stripped.code.slice(start, end).split("\n").length;
  const columns = Array.from({ length: count }, (_, index) => {
    const origins = stripped.columns[first - 1 + index] ?? [];
    return index === 0 ? cut(origins, column - 1, indent) : origins;
  });
  const lines = columns.map(
    (origins, index) => origins[0]?.line ?? stripped.lines[first - 1 + index] ?? 1
  );
  return { lines, columns };
}
function placeInSource(stripped, offset) {
  const { line, column } = positionAt(stripped, offset);
  const origin = stripped.columns[line - 1]?.findLast(({ from }) => from < column);
  return origin === void 0 ? { line: stripped.lines[line - 1] ?? 1, column: 1 } : { line: origin.line, column: origin.column };
}
function positionAt({ starts }, offset) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = low + high >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
function cut(origins, at, indent) {
  const begin = origins.findLastIndex(({ from }) => from <= at);
  return origins.slice(Math.max(0, begin)).map((origin) => ({ ...origin, from: Math.max(0, origin.from - at + indent) }));
}

// src/cell/describe-declaration.ts
function describeDeclaration(statement, context) {
  switch (statement.type) {
    case "ImportDeclaration":
      return describeImports(statement, context);
    case "ExportNamedDeclaration":
      return statement.declaration ? describeDeclaration(statement.declaration, context) : [];
    case "ExportDefaultDeclaration":
      return isNamed(statement.declaration) ? describeDeclaration(statement.declaration, context) : [];
    case "FunctionDeclaration":
      return statement.id ? [describeCode("function", [statement.id.name], statement, statement, "", context)] : [];
    case "ClassDeclaration":
      return statement.id ? [describeCode("class", [statement.id.name], statement, statement, "", context)] : [];
    case "VariableDeclaration":
      return statement.declarations.map((declarator) => {
        const isClass = declarator.init?.type === "ClassExpression";
        const described = describeCode(
          isClass ? "class" : "variable",
          namesInPattern(declarator.id),
          declarator,
          declarator.init ?? declarator,
          `${statement.kind} `,
          context
        );
        const obstacle = statement.kind.includes("using") ? "it is a resource that is disposed of" : awaitedOutsideFunctions(declarator);
        return obstacle === void 0 ? described : { ...described, notRebuildable: obstacle };
      });
    default:
      return [];
  }
}
function isNamed(node) {
  return (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && Boolean(node.id);
}
function describeImports(statement, context) {
  const attributes = Object.fromEntries(
    statement.attributes.map((attribute) => [
      attribute.key.type === "Identifier" ? attribute.key.name : attribute.key.value,
      attribute.value.value
    ])
  );
  return statement.specifiers.map((specifier) => ({
    kind: "import",
    names: [specifier.local.name],
    place: placeOf(specifier, context),
    specifier: statement.source.value,
    imported: importedName(specifier),
    attributes
  }));
}
function importedName(specifier) {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
}
function describeCode(kind, names, node, value, prefix, context) {
  const parts = kind === "class" ? classParts(value) : void 0;
  const requires = new Set(parts?.requires);
  const run = new Set(parts?.run);
  const added = names.flatMap((name) => context.augmentations.get(name) ?? []);
  const nodes = [node, ...added];
  const hashed = added.length === 0 ? node : nodes;
  const calls = new Set(nodes.flatMap(calledMembers));
  return {
    kind,
    names,
    place: placeOf(node, context),
    ...textOf(nodes, prefix, context),
    hash: hashCode(hashed),
    ...parts === void 0 ? {} : {
      classHashes: {
        withoutRequires: hashCode(hashed, (part) => requires.has(part)),
        withoutRequiresAndRun: hashCode(hashed, (part) => requires.has(part) || run.has(part))
      }
    },
    reads: readsWithin(nodes, names, parts, context.references),
    dynamicImports: [...new Set(nodes.flatMap(literalImports))],
    callsRun: calls.has("run"),
    callsRequires: calls.has("requires"),
    ...nodes.some(usesModuleMeta) ? { notRebuildable: "it uses `import.meta`, which only a module has" } : {}
  };
}
function textOf(nodes, prefix, { program }) {
  const texts = [];
  const origins = [];
  for (const [index, { start, end }] of nodes.entries()) {
    const lead = index === 0 ? prefix : "";
    texts.push(`${lead}${program.code.slice(start, end)}${lead === "" ? "" : ";"}`);
    origins.push(originsWithin(program, start, end, lead.length));
  }
  return {
    code: texts.join("\n"),
    lines: origins.flatMap(({ lines }) => lines),
    columns: origins.flatMap(({ columns }) => columns)
  };
}
function readsWithin(nodes, own, parts, references) {
  const reads = /* @__PURE__ */ new Map();
  for (const { name, start, eager } of references) {
    if (own.includes(name) || !nodes.some((node) => contains(node, start))) continue;
    const read = { name, eager, region: regionAt(start, parts) };
    reads.set(`${read.name} ${read.eager} ${read.region}`, read);
  }
  return [...reads.values()];
}
function regionAt(offset, parts) {
  if (contains(parts?.heritage, offset)) return "heritage";
  const isIn = (members) => members?.some((member) => contains(member, offset)) === true;
  if (isIn(parts?.requires)) return "requires";
  if (isIn(parts?.run)) return "run";
  return isIn(parts?.output) ? "output" : "other";
}
function literalImports(node) {
  const found = /* @__PURE__ */ new Set();
  walk(node, (inner) => {
    if (inner.type === "ImportExpression" && inner.source.type === "Literal" && typeof inner.source.value === "string")
      found.add(inner.source.value);
    return true;
  });
  return [...found];
}
function calledMembers(node) {
  const found = /* @__PURE__ */ new Set();
  walk(node, (inner) => {
    if (inner.type === "MemberExpression" && !inner.computed && inner.property.type === "Identifier" && inner.object.type !== "Super") {
      found.add(inner.property.name);
    }
    return true;
  });
  return [...found];
}
function usesModuleMeta(node) {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === "MetaProperty" && inner.meta.name === "import") found = true;
    return !found;
  });
  return found;
}
function awaitedOutsideFunctions(root) {
  let found;
  walk(root, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "AwaitExpression" && node.argument.type !== "ImportExpression")
      found = "its value is awaited in the cell";
    return true;
  });
  return found;
}
function placeOf(node, { cell, program }) {
  return { cellId: cell.id, label: cell.label, line: placeInSource(program, node.start).line };
}

// src/cell/find-augmentations.ts
function findAugmentations(body, isDeclared) {
  const found = /* @__PURE__ */ new Map();
  for (const statement of body) {
    const name = augmentedName(statement);
    if (name === void 0 || !isDeclared(name)) continue;
    found.set(name, [...found.get(name) ?? [], statement]);
  }
  return found;
}
function augmentedName(statement) {
  if (statement.type !== "ExpressionStatement") return void 0;
  const { expression } = statement;
  if (expression.type === "CallExpression") return argumentName(expression);
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "Identifier" || expression.right.type !== "CallExpression")
    return void 0;
  const name = argumentName(expression.right);
  return name === expression.left.name ? name : void 0;
}
function argumentName(call) {
  const [argument] = call.arguments;
  if (call.callee.type !== "FunctionExpression" || call.arguments.length !== 1) return void 0;
  if (argument?.type !== "LogicalExpression" || argument.operator !== "||" || argument.left.type !== "Identifier")
    return void 0;
  return isEmptyStart(argument.right, argument.left.name) ? argument.left.name : void 0;
}
function isEmptyStart(node, name) {
  if (node.type === "ObjectExpression") return node.properties.length === 0;
  return node.type === "AssignmentExpression" && node.left.type === "Identifier" && node.left.name === name && isEmptyStart(node.right, name);
}

// src/cell/find-mutations.ts
var mutators = /* @__PURE__ */ new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear"
]);
function findMutations(root, intoFunctions) {
  const found = [];
  const add = (target) => {
    const name = target === void 0 ? void 0 : rootIdentifier(target);
    if (name !== void 0) found.push({ start: name.start, node: name });
  };
  walk(root, (node) => {
    if (isFunction(node) && !intoFunctions) return false;
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression")
      add(node.left.object);
    if (node.type === "UpdateExpression" && node.argument.type === "MemberExpression")
      add(node.argument.object);
    if (node.type === "UnaryExpression" && node.operator === "delete" && node.argument.type === "MemberExpression")
      add(node.argument.object);
    if (node.type === "CallExpression") add(mutatedByCall(node));
    return true;
  });
  return found;
}
function mutatedByCall(call) {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || callee.computed)
    return void 0;
  if (callee.object.type === "Identifier" && callee.object.name === "Object") {
    return callee.property.name === "assign" || callee.property.name.startsWith("defineProp") ? call.arguments[0] : void 0;
  }
  return mutators.has(callee.property.name) ? callee.object : void 0;
}
function rootIdentifier(node) {
  let at = node;
  while (at.type === "MemberExpression") at = at.object;
  return at.type === "Identifier" ? at : void 0;
}

// ../../../../work/main/node_modules/eslint-scope/lib/assert.js
function assert(condition, message = "Assertion failed.") {
  if (!condition) {
    throw new Error(message);
  }
}

// ../../../../work/main/node_modules/eslint-scope/lib/scope.js
var import_estraverse = __toESM(require_estraverse(), 1);

// ../../../../work/main/node_modules/eslint-scope/lib/reference.js
var READ = 1;
var WRITE = 2;
var RW = READ | WRITE;
var Reference = class _Reference {
  constructor(ident, scope, flag, writeExpr, maybeImplicitGlobal, partial, init) {
    this.identifier = ident;
    this.from = scope;
    this.tainted = false;
    this.resolved = null;
    this.flag = flag;
    if (this.isWrite()) {
      this.writeExpr = writeExpr;
      this.partial = partial;
      this.init = init;
    }
    this.__maybeImplicitGlobal = maybeImplicitGlobal;
  }
  /**
   * Whether the reference is static.
   * @function Reference#isStatic
   * @returns {boolean} static
   */
  isStatic() {
    return !this.tainted && !!this.resolved && this.resolved.scope.isStatic();
  }
  /**
   * Whether the reference is writeable.
   * @function Reference#isWrite
   * @returns {boolean} write
   */
  isWrite() {
    return !!(this.flag & _Reference.WRITE);
  }
  /**
   * Whether the reference is readable.
   * @function Reference#isRead
   * @returns {boolean} read
   */
  isRead() {
    return !!(this.flag & _Reference.READ);
  }
  /**
   * Whether the reference is read-only.
   * @function Reference#isReadOnly
   * @returns {boolean} read only
   */
  isReadOnly() {
    return this.flag === _Reference.READ;
  }
  /**
   * Whether the reference is write-only.
   * @function Reference#isWriteOnly
   * @returns {boolean} write only
   */
  isWriteOnly() {
    return this.flag === _Reference.WRITE;
  }
  /**
   * Whether the reference is read-write.
   * @function Reference#isReadWrite
   * @returns {boolean} read write
   */
  isReadWrite() {
    return this.flag === _Reference.RW;
  }
};
Reference.READ = READ;
Reference.WRITE = WRITE;
Reference.RW = RW;
var reference_default = Reference;

// ../../../../work/main/node_modules/eslint-scope/lib/variable.js
var Variable = class {
  constructor(name, scope) {
    this.name = name;
    this.identifiers = [];
    this.references = [];
    this.defs = [];
    this.tainted = false;
    this.stack = true;
    this.scope = scope;
  }
};
Variable.CatchClause = "CatchClause";
Variable.Parameter = "Parameter";
Variable.FunctionName = "FunctionName";
Variable.ClassName = "ClassName";
Variable.Variable = "Variable";
Variable.ImportBinding = "ImportBinding";
Variable.ImplicitGlobalVariable = "ImplicitGlobalVariable";
var variable_default = Variable;

// ../../../../work/main/node_modules/eslint-scope/lib/definition.js
var Definition = class {
  constructor(type, name, node, parent, index, kind) {
    this.type = type;
    this.name = name;
    this.node = node;
    this.parent = parent;
    this.index = index;
    this.kind = kind;
  }
};
var ParameterDefinition = class extends Definition {
  constructor(name, node, index, rest) {
    super(variable_default.Parameter, name, node, null, index, null);
    this.rest = rest;
  }
};

// ../../../../work/main/node_modules/eslint-scope/lib/scope.js
var { Syntax } = import_estraverse.default;
function isStrictScope(scope, block, isMethodDefinition) {
  let body;
  if (scope.upper && scope.upper.isStrict) {
    return true;
  }
  if (isMethodDefinition) {
    return true;
  }
  if (scope.type === "class" || scope.type === "module") {
    return true;
  }
  if (scope.type === "block" || scope.type === "switch") {
    return false;
  }
  if (scope.type === "function") {
    if (block.type === Syntax.ArrowFunctionExpression && // @ts-ignore -- when block is ArrowFunctionExpression
    block.body.type !== Syntax.BlockStatement) {
      return false;
    }
    if (block.type === Syntax.Program) {
      body = block;
    } else {
      body = block.body;
    }
    if (!body) {
      return false;
    }
  } else if (scope.type === "global") {
    body = block;
  } else {
    return false;
  }
  for (let i = 0, iz = body.body.length; i < iz; ++i) {
    const stmt = body.body[i];
    if (typeof stmt.directive !== "string") {
      break;
    }
    if (stmt.directive === "use strict") {
      return true;
    }
  }
  return false;
}
function registerScope(scopeManager, scope) {
  scopeManager.scopes.push(scope);
  const scopes = scopeManager.__nodeToScope.get(scope.block);
  if (scopes) {
    scopes.push(scope);
  } else {
    scopeManager.__nodeToScope.set(scope.block, [scope]);
  }
}
var Scope = class {
  constructor(scopeManager, type, upperScope, block, isMethodDefinition) {
    this.type = type;
    this.set = /* @__PURE__ */ new Map();
    this.taints = /* @__PURE__ */ new Map();
    this.dynamic = this.type === "global" || this.type === "with";
    this.block = block;
    this.through = [];
    this.variables = [];
    this.references = [];
    this.variableScope = this.type === "global" || this.type === "module" || this.type === "function" || this.type === "class-field-initializer" || this.type === "class-static-block" ? this : upperScope.variableScope;
    this.functionExpressionScope = /** @type {any} */
    false;
    this.directCallToEvalScope = false;
    this.thisFound = false;
    this.__left = [];
    this.upper = upperScope;
    this.isStrict = scopeManager.isStrictModeSupported() ? isStrictScope(this, block, isMethodDefinition) : false;
    this.childScopes = [];
    if (this.upper) {
      this.upper.childScopes.push(this);
    }
    this.__declaredVariables = scopeManager.__declaredVariables;
    registerScope(scopeManager, this);
  }
  __shouldStaticallyClose(scopeManager) {
    return !this.dynamic || scopeManager.__isOptimistic() || this.type === "global";
  }
  __staticCloseRef(ref) {
    if (!this.__resolve(ref)) {
      this.__delegateToUpperScope(ref);
    }
  }
  __dynamicCloseRef(ref) {
    let current = this;
    do {
      current.through.push(ref);
      current = current.upper;
    } while (current);
  }
  __close(scopeManager) {
    let closeRef;
    if (this.__shouldStaticallyClose(scopeManager)) {
      closeRef = this.__staticCloseRef;
    } else {
      closeRef = this.__dynamicCloseRef;
    }
    for (let i = 0, iz = this.__left.length; i < iz; ++i) {
      const ref = this.__left[i];
      closeRef.call(this, ref);
    }
    this.__left = null;
    return this.upper;
  }
  // To override by function scopes.
  // References in default parameters isn't resolved to variables which are in their function body.
  // eslint-disable-next-line class-methods-use-this, no-unused-vars  -- Desired as instance method with signature
  __isValidResolution(ref, variable) {
    return true;
  }
  __resolve(ref) {
    const name = ref.identifier.name;
    if (!this.set.has(name)) {
      return false;
    }
    const variable = this.set.get(name);
    if (!this.__isValidResolution(ref, variable)) {
      return false;
    }
    variable.references.push(ref);
    variable.stack = variable.stack && ref.from.variableScope === this.variableScope;
    if (ref.tainted) {
      variable.tainted = true;
      this.taints.set(variable.name, true);
    }
    ref.resolved = variable;
    return true;
  }
  __delegateToUpperScope(ref) {
    if (this.upper) {
      this.upper.__left.push(ref);
    }
    this.through.push(ref);
  }
  __addDeclaredVariablesOfNode(variable, node) {
    if (node === null || node === void 0) {
      return;
    }
    let variables = this.__declaredVariables.get(node);
    if (variables === null || variables === void 0) {
      variables = [];
      this.__declaredVariables.set(node, variables);
    }
    if (!variables.includes(variable)) {
      variables.push(variable);
    }
  }
  __defineGeneric(name, set, variables, node, def) {
    let variable;
    variable = set.get(name);
    if (!variable) {
      variable = new variable_default(name, this);
      set.set(name, variable);
      variables.push(variable);
    }
    if (def) {
      variable.defs.push(def);
      this.__addDeclaredVariablesOfNode(variable, def.node);
      this.__addDeclaredVariablesOfNode(variable, def.parent);
    }
    if (node) {
      variable.identifiers.push(node);
    }
  }
  __define(node, def) {
    if (node && node.type === Syntax.Identifier) {
      this.__defineGeneric(
        node.name,
        this.set,
        this.variables,
        node,
        def
      );
    }
  }
  __referencing(node, assign, writeExpr, maybeImplicitGlobal, partial, init) {
    if (!node || node.type !== Syntax.Identifier && node.type !== "JSXIdentifier") {
      return;
    }
    if (node.name === "super") {
      return;
    }
    const ref = new reference_default(
      node,
      this,
      assign || reference_default.READ,
      writeExpr,
      maybeImplicitGlobal,
      !!partial,
      !!init
    );
    this.references.push(ref);
    this.__left.push(ref);
  }
  __detectEval() {
    let current = this;
    this.directCallToEvalScope = true;
    do {
      current.dynamic = true;
      current = current.upper;
    } while (current);
  }
  __detectThis() {
    this.thisFound = true;
  }
  __isClosed() {
    return this.__left === null;
  }
  /**
   * returns resolved {Reference}
   * @function Scope#resolve
   * @param {ESTree.Identifier} ident identifier to be resolved.
   * @returns {?Reference} reference
   */
  resolve(ident) {
    let ref, i, iz;
    assert(this.__isClosed(), "Scope should be closed.");
    assert(
      ident.type === Syntax.Identifier,
      "Target should be identifier."
    );
    for (i = 0, iz = this.references.length; i < iz; ++i) {
      ref = this.references[i];
      if (ref.identifier === ident) {
        return ref;
      }
    }
    return null;
  }
  /**
   * returns this scope is static
   * @function Scope#isStatic
   * @returns {boolean} static
   */
  isStatic() {
    return !this.dynamic;
  }
  /**
   * returns this scope has materialized arguments
   * @function Scope#isArgumentsMaterialized
   * @returns {any} arguments materialized
   */
  // eslint-disable-next-line class-methods-use-this -- Desired as instance method
  isArgumentsMaterialized() {
    return true;
  }
  /**
   * returns this scope has materialized `this` reference
   * @function Scope#isThisMaterialized
   * @returns {any} this materialized
   */
  // eslint-disable-next-line class-methods-use-this -- Desired as instance method
  isThisMaterialized() {
    return true;
  }
  isUsedName(name) {
    if (this.set.has(name)) {
      return true;
    }
    for (let i = 0, iz = this.through.length; i < iz; ++i) {
      if (this.through[i].identifier.name === name) {
        return true;
      }
    }
    return false;
  }
};
var GlobalScope = class extends Scope {
  constructor(scopeManager, block) {
    super(scopeManager, "global", null, block, false);
    this.implicit = {
      set: /* @__PURE__ */ new Map(),
      /** @type {Variable[]} */
      variables: [],
      /**
       * List of {@link Reference}s that are left to be resolved (i.e. which
       * need to be linked to the variable they refer to).
       * @member {Reference[]} Scope#implicit#left
       * @type {Reference[]}
       */
      left: []
    };
  }
  __close(scopeManager) {
    const implicit = [];
    for (let i = 0, iz = this.__left.length; i < iz; ++i) {
      const ref = this.__left[i];
      if (ref.__maybeImplicitGlobal && !this.set.has(ref.identifier.name)) {
        implicit.push(ref.__maybeImplicitGlobal);
      }
    }
    for (let i = 0, iz = implicit.length; i < iz; ++i) {
      const info = implicit[i];
      this.__defineImplicit(
        info.pattern,
        new Definition(
          variable_default.ImplicitGlobalVariable,
          info.pattern,
          info.node,
          null,
          null,
          null
        )
      );
    }
    super.__close(scopeManager);
    this.implicit.left = [...this.through];
    return null;
  }
  __defineImplicit(node, def) {
    if (node && node.type === Syntax.Identifier) {
      this.__defineGeneric(
        node.name,
        this.implicit.set,
        this.implicit.variables,
        node,
        def
      );
    }
  }
  __addVariables(names) {
    for (const name of names) {
      this.__defineGeneric(name, this.set, this.variables, null, null);
    }
    const namesSet = new Set(names);
    this.through = this.through.filter((reference) => {
      const name = reference.identifier.name;
      if (namesSet.has(name)) {
        const variable = this.set.get(name);
        reference.resolved = variable;
        variable.references.push(reference);
        return false;
      }
      return true;
    });
    this.implicit.variables = this.implicit.variables.filter((variable) => {
      const name = variable.name;
      if (namesSet.has(name)) {
        this.implicit.set.delete(name);
        return false;
      }
      return true;
    });
    this.implicit.left = this.implicit.left.filter(
      (reference) => !namesSet.has(reference.identifier.name)
    );
  }
};
var ModuleScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "module", upperScope, block, false);
  }
};
var FunctionExpressionNameScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(
      scopeManager,
      "function-expression-name",
      upperScope,
      block,
      false
    );
    this.__define(
      block.id,
      new Definition(
        variable_default.FunctionName,
        block.id,
        block,
        null,
        null,
        null
      )
    );
    this.functionExpressionScope = /** @type {const} */
    true;
  }
};
var CatchScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "catch", upperScope, block, false);
  }
};
var WithScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "with", upperScope, block, false);
  }
  __close(scopeManager) {
    if (this.__shouldStaticallyClose(scopeManager)) {
      return super.__close(scopeManager);
    }
    for (let i = 0, iz = this.__left.length; i < iz; ++i) {
      const ref = this.__left[i];
      ref.tainted = true;
      this.__delegateToUpperScope(ref);
    }
    this.__left = null;
    return this.upper;
  }
};
var BlockScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "block", upperScope, block, false);
  }
};
var SwitchScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "switch", upperScope, block, false);
  }
};
var FunctionScope = class extends Scope {
  constructor(scopeManager, upperScope, block, isMethodDefinition) {
    super(scopeManager, "function", upperScope, block, isMethodDefinition);
    if (this.block.type !== Syntax.ArrowFunctionExpression) {
      this.__defineArguments();
    }
  }
  isArgumentsMaterialized() {
    if (this.block.type === Syntax.ArrowFunctionExpression) {
      return false;
    }
    if (!this.isStatic()) {
      return true;
    }
    const variable = this.set.get("arguments");
    assert(variable, "Always have arguments variable.");
    return variable.tainted || variable.references.length !== 0;
  }
  isThisMaterialized() {
    if (!this.isStatic()) {
      return true;
    }
    return this.thisFound;
  }
  __defineArguments() {
    this.__defineGeneric("arguments", this.set, this.variables, null, null);
    this.taints.set("arguments", true);
  }
  // References in default parameters isn't resolved to variables which are in their function body.
  //     const x = 1
  //     function f(a = x) { // This `x` is resolved to the `x` in the outer scope.
  //         const x = 2
  //         console.log(a)
  //     }
  __isValidResolution(ref, variable) {
    if (this.block.type === "Program") {
      return true;
    }
    const bodyStart = this.block.body.range[0];
    return !(variable.scope === this && ref.identifier.range[0] < bodyStart && // the reference is in the parameter part.
    variable.defs.every((d) => d.name.range[0] >= bodyStart));
  }
};
var ForScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "for", upperScope, block, false);
  }
};
var ClassScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "class", upperScope, block, false);
  }
};
var ClassFieldInitializerScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "class-field-initializer", upperScope, block, true);
  }
};
var ClassStaticBlockScope = class extends Scope {
  constructor(scopeManager, upperScope, block) {
    super(scopeManager, "class-static-block", upperScope, block, true);
  }
};

// ../../../../work/main/node_modules/eslint-scope/lib/scope-manager.js
var ScopeManager = class {
  constructor(options) {
    this.scopes = [];
    this.globalScope = null;
    this.__nodeToScope = /* @__PURE__ */ new WeakMap();
    this.__currentScope = null;
    this.__options = options;
    this.__declaredVariables = /* @__PURE__ */ new WeakMap();
  }
  __isOptimistic() {
    return this.__options.optimistic;
  }
  __ignoreEval() {
    return this.__options.ignoreEval;
  }
  __isJSXEnabled() {
    return this.__options.jsx === true;
  }
  isGlobalReturn() {
    return this.__options.nodejsScope || this.__options.sourceType === "commonjs";
  }
  isModule() {
    return this.__options.sourceType === "module";
  }
  isImpliedStrict() {
    return !!this.__options.impliedStrict;
  }
  isStrictModeSupported() {
    return this.__options.ecmaVersion >= 5;
  }
  // Returns appropriate scope for this node.
  __get(node) {
    return this.__nodeToScope.get(node);
  }
  /**
   * Get variables that are declared by the node.
   *
   * "are declared by the node" means the node is same as `Variable.defs[].node` or `Variable.defs[].parent`.
   * If the node declares nothing, this method returns an empty array.
   * CAUTION: This API is experimental. See https://github.com/estools/escope/pull/69 for more details.
   * @param {ESTree.Node} node a node to get.
   * @returns {Variable[]} variables that declared by the node.
   */
  getDeclaredVariables(node) {
    return this.__declaredVariables.get(node) || [];
  }
  /**
   * acquire scope from node.
   * @function ScopeManager#acquire
   * @param {ESTree.Node} node node for the acquired scope.
   * @param {?boolean} [inner=false] look up the most inner scope, default value is false.
   * @returns {Scope?} Scope from node
   */
  acquire(node, inner) {
    function predicate(testScope) {
      if (testScope.type === "function" && testScope.functionExpressionScope) {
        return false;
      }
      return true;
    }
    const scopes = this.__get(node);
    if (!scopes || scopes.length === 0) {
      return null;
    }
    if (scopes.length === 1) {
      return scopes[0];
    }
    if (inner) {
      for (let i = scopes.length - 1; i >= 0; --i) {
        const scope = scopes[i];
        if (predicate(scope)) {
          return scope;
        }
      }
    } else {
      for (let i = 0, iz = scopes.length; i < iz; ++i) {
        const scope = scopes[i];
        if (predicate(scope)) {
          return scope;
        }
      }
    }
    return null;
  }
  /**
   * acquire all scopes from node.
   * @function ScopeManager#acquireAll
   * @param {ESTree.Node} node node for the acquired scope.
   * @returns {Scope[]?} Scope array
   */
  acquireAll(node) {
    return this.__get(node);
  }
  /**
   * release the node.
   * @function ScopeManager#release
   * @param {ESTree.Node} node releasing node.
   * @param {?boolean} [inner=false] look up the most inner scope, default value is false.
   * @returns {Scope?} upper scope for the node.
   */
  release(node, inner) {
    const scopes = this.__get(node);
    if (scopes && scopes.length) {
      const scope = scopes[0].upper;
      if (!scope) {
        return null;
      }
      return this.acquire(scope.block, inner);
    }
    return null;
  }
  /**
   * Add global variables and resolve their references.
   * @function ScopeManager#addGlobals
   * @param {string[]} names Names of global variables to add.
   * @returns {void}
   */
  addGlobals(names) {
    this.globalScope.__addVariables(names);
  }
  attach() {
  }
  // eslint-disable-line class-methods-use-this -- Desired as instance method
  detach() {
  }
  // eslint-disable-line class-methods-use-this -- Desired as instance method
  __nestScope(scope) {
    if (scope instanceof GlobalScope) {
      assert(this.__currentScope === null);
      this.globalScope = scope;
    }
    this.__currentScope = scope;
    return scope;
  }
  __nestGlobalScope(node) {
    return this.__nestScope(new GlobalScope(this, node));
  }
  __nestBlockScope(node) {
    return this.__nestScope(
      new BlockScope(this, this.__currentScope, node)
    );
  }
  __nestFunctionScope(node, isMethodDefinition) {
    return this.__nestScope(
      new FunctionScope(
        this,
        this.__currentScope,
        node,
        isMethodDefinition
      )
    );
  }
  __nestForScope(node) {
    return this.__nestScope(new ForScope(this, this.__currentScope, node));
  }
  __nestCatchScope(node) {
    return this.__nestScope(
      new CatchScope(this, this.__currentScope, node)
    );
  }
  __nestWithScope(node) {
    return this.__nestScope(new WithScope(this, this.__currentScope, node));
  }
  __nestClassScope(node) {
    return this.__nestScope(
      new ClassScope(this, this.__currentScope, node)
    );
  }
  __nestClassFieldInitializerScope(node) {
    return this.__nestScope(
      new ClassFieldInitializerScope(this, this.__currentScope, node)
    );
  }
  __nestClassStaticBlockScope(node) {
    return this.__nestScope(
      new ClassStaticBlockScope(this, this.__currentScope, node)
    );
  }
  __nestSwitchScope(node) {
    return this.__nestScope(
      new SwitchScope(this, this.__currentScope, node)
    );
  }
  __nestModuleScope(node) {
    return this.__nestScope(
      new ModuleScope(this, this.__currentScope, node)
    );
  }
  __nestFunctionExpressionNameScope(node) {
    return this.__nestScope(
      new FunctionExpressionNameScope(this, this.__currentScope, node)
    );
  }
  __isES6() {
    return this.__options.ecmaVersion >= 6;
  }
};
var scope_manager_default = ScopeManager;

// ../../../../work/main/node_modules/eslint-scope/lib/referencer.js
var import_estraverse3 = __toESM(require_estraverse(), 1);
var import_esrecurse2 = __toESM(require_esrecurse(), 1);

// ../../../../work/main/node_modules/eslint-scope/lib/pattern-visitor.js
var import_estraverse2 = __toESM(require_estraverse(), 1);
var import_esrecurse = __toESM(require_esrecurse(), 1);
var { Syntax: Syntax2 } = import_estraverse2.default;
function getLast(xs) {
  return xs.at(-1) || null;
}
var PatternVisitor = class extends import_esrecurse.default.Visitor {
  static isPattern(node) {
    const nodeType = node.type;
    return nodeType === Syntax2.Identifier || nodeType === Syntax2.ObjectPattern || nodeType === Syntax2.ArrayPattern || nodeType === Syntax2.SpreadElement || nodeType === Syntax2.RestElement || nodeType === Syntax2.AssignmentPattern;
  }
  constructor(options, rootPattern, callback) {
    super(null, options);
    this.rootPattern = rootPattern;
    this.callback = callback;
    this.assignments = [];
    this.rightHandNodes = [];
    this.restElements = [];
  }
  Identifier(pattern) {
    const lastRestElement = getLast(this.restElements);
    this.callback(pattern, {
      topLevel: pattern === this.rootPattern,
      rest: lastRestElement !== null && lastRestElement !== void 0 && lastRestElement.argument === pattern,
      assignments: this.assignments
    });
  }
  Property(property) {
    if (property.computed) {
      this.rightHandNodes.push(property.key);
    }
    this.visit(property.value);
  }
  ArrayPattern(pattern) {
    for (let i = 0, iz = pattern.elements.length; i < iz; ++i) {
      const element = pattern.elements[i];
      this.visit(element);
    }
  }
  AssignmentPattern(pattern) {
    this.assignments.push(pattern);
    this.visit(pattern.left);
    this.rightHandNodes.push(pattern.right);
    this.assignments.pop();
  }
  RestElement(pattern) {
    this.restElements.push(pattern);
    this.visit(pattern.argument);
    this.restElements.pop();
  }
  MemberExpression(node) {
    if (node.computed) {
      this.rightHandNodes.push(node.property);
    }
    this.rightHandNodes.push(node.object);
  }
  //
  // ForInStatement.left and AssignmentExpression.left are LeftHandSideExpression.
  // By spec, LeftHandSideExpression is Pattern or MemberExpression.
  //   (see also: https://github.com/estree/estree/pull/20#issuecomment-74584758)
  // But espree 2.0 parses to ArrayExpression, ObjectExpression, etc...
  //
  SpreadElement(node) {
    this.visit(node.argument);
  }
  ArrayExpression(node) {
    node.elements.forEach(this.visit, this);
  }
  AssignmentExpression(node) {
    this.assignments.push(node);
    this.visit(node.left);
    this.rightHandNodes.push(node.right);
    this.assignments.pop();
  }
  CallExpression(node) {
    node.arguments.forEach((a) => {
      this.rightHandNodes.push(a);
    });
    this.visit(node.callee);
  }
};
var pattern_visitor_default = PatternVisitor;

// ../../../../work/main/node_modules/eslint-scope/lib/referencer.js
var { Syntax: Syntax3 } = import_estraverse3.default;
function traverseIdentifierInPattern(options, rootPattern, referencer, callback) {
  const visitor = new pattern_visitor_default(options, rootPattern, callback);
  visitor.visit(rootPattern);
  if (referencer !== null && referencer !== void 0) {
    visitor.rightHandNodes.forEach(referencer.visit, referencer);
  }
}
var Importer = class extends import_esrecurse2.default.Visitor {
  constructor(declaration, referencer) {
    super(null, referencer.options);
    this.declaration = declaration;
    this.referencer = referencer;
  }
  visitImport(id, specifier) {
    this.referencer.visitPattern(id, (pattern) => {
      this.referencer.currentScope().__define(
        pattern,
        new Definition(
          variable_default.ImportBinding,
          pattern,
          specifier,
          this.declaration,
          null,
          null
        )
      );
    });
  }
  ImportNamespaceSpecifier(node) {
    const local = node.local || node.id;
    if (local) {
      this.visitImport(local, node);
    }
  }
  ImportDefaultSpecifier(node) {
    const local = node.local || node.id;
    this.visitImport(local, node);
  }
  ImportSpecifier(node) {
    const local = node.local || node.id;
    if (node.name) {
      this.visitImport(node.name, node);
    } else {
      this.visitImport(local, node);
    }
  }
};
var Referencer = class extends import_esrecurse2.default.Visitor {
  constructor(options, scopeManager) {
    super(null, options);
    this.options = options;
    this.scopeManager = scopeManager;
    this.parent = null;
    this.isInnerMethodDefinition = false;
  }
  currentScope() {
    return this.scopeManager.__currentScope;
  }
  close(node) {
    while (this.currentScope() && node === this.currentScope().block) {
      this.scopeManager.__currentScope = this.currentScope().__close(
        this.scopeManager
      );
    }
  }
  pushInnerMethodDefinition(isInnerMethodDefinition) {
    const previous = this.isInnerMethodDefinition;
    this.isInnerMethodDefinition = isInnerMethodDefinition;
    return previous;
  }
  popInnerMethodDefinition(isInnerMethodDefinition) {
    this.isInnerMethodDefinition = isInnerMethodDefinition;
  }
  referencingDefaultValue(pattern, assignments, maybeImplicitGlobal, init) {
    const scope = this.currentScope();
    assignments.forEach((assignment) => {
      scope.__referencing(
        pattern,
        reference_default.WRITE,
        assignment.right,
        maybeImplicitGlobal,
        pattern !== assignment.left,
        init
      );
    });
  }
  visitPattern(node, options, callback) {
    let visitPatternOptions = options;
    let visitPatternCallback = callback;
    if (typeof options === "function") {
      visitPatternCallback = options;
      visitPatternOptions = { processRightHandNodes: false };
    }
    traverseIdentifierInPattern(
      this.options,
      node,
      visitPatternOptions.processRightHandNodes ? this : null,
      visitPatternCallback
    );
  }
  visitFunction(node) {
    let i, iz;
    if (node.type === Syntax3.FunctionDeclaration) {
      this.currentScope().__define(
        node.id,
        new Definition(
          variable_default.FunctionName,
          node.id,
          node,
          null,
          null,
          null
        )
      );
    }
    if (node.type === Syntax3.FunctionExpression && node.id) {
      this.scopeManager.__nestFunctionExpressionNameScope(node);
    }
    this.scopeManager.__nestFunctionScope(
      node,
      this.isInnerMethodDefinition
    );
    const that = this;
    function visitPatternCallback(pattern, info) {
      that.currentScope().__define(
        pattern,
        new ParameterDefinition(pattern, node, i, info.rest)
      );
      that.referencingDefaultValue(pattern, info.assignments, null, true);
    }
    for (i = 0, iz = node.params.length; i < iz; ++i) {
      this.visitPattern(
        node.params[i],
        { processRightHandNodes: true },
        visitPatternCallback
      );
    }
    if (node.rest) {
      this.visitPattern(
        {
          type: "RestElement",
          argument: node.rest
        },
        (pattern) => {
          this.currentScope().__define(
            pattern,
            new ParameterDefinition(
              pattern,
              node,
              node.params.length,
              true
            )
          );
        }
      );
    }
    if (node.body) {
      if (node.body.type === Syntax3.BlockStatement) {
        this.visitChildren(node.body);
      } else {
        this.visit(node.body);
      }
    }
    this.close(node);
  }
  visitClass(node) {
    if (node.type === Syntax3.ClassDeclaration) {
      this.currentScope().__define(
        node.id,
        new Definition(
          variable_default.ClassName,
          node.id,
          node,
          null,
          null,
          null
        )
      );
    }
    this.scopeManager.__nestClassScope(node);
    if (node.id) {
      this.currentScope().__define(
        node.id,
        new Definition(variable_default.ClassName, node.id, node)
      );
    }
    this.visit(node.superClass);
    this.visit(node.body);
    this.close(node);
  }
  visitProperty(node) {
    let previous;
    if (node.computed) {
      this.visit(node.key);
    }
    const isMethodDefinition = node.type === Syntax3.MethodDefinition;
    if (isMethodDefinition) {
      previous = this.pushInnerMethodDefinition(true);
    }
    this.visit(node.value);
    if (isMethodDefinition) {
      this.popInnerMethodDefinition(previous);
    }
  }
  visitForIn(node) {
    if (node.left.type === Syntax3.VariableDeclaration && node.left.kind !== "var") {
      this.scopeManager.__nestForScope(node);
    }
    if (node.left.type === Syntax3.VariableDeclaration) {
      this.visit(node.left);
      this.visitPattern(node.left.declarations[0].id, (pattern) => {
        this.currentScope().__referencing(
          pattern,
          reference_default.WRITE,
          node.right,
          null,
          true,
          true
        );
      });
    } else {
      this.visitPattern(
        node.left,
        { processRightHandNodes: true },
        (pattern, info) => {
          let maybeImplicitGlobal = null;
          if (!this.currentScope().isStrict) {
            maybeImplicitGlobal = {
              pattern,
              node
            };
          }
          this.referencingDefaultValue(
            pattern,
            info.assignments,
            maybeImplicitGlobal,
            false
          );
          this.currentScope().__referencing(
            pattern,
            reference_default.WRITE,
            node.right,
            maybeImplicitGlobal,
            true,
            false
          );
        }
      );
    }
    this.visit(node.right);
    this.visit(node.body);
    this.close(node);
  }
  visitVariableDeclaration(variableTargetScope, type, node, index) {
    const decl = node.declarations[index];
    const init = decl.init;
    this.visitPattern(
      decl.id,
      { processRightHandNodes: true },
      (pattern, info) => {
        variableTargetScope.__define(
          pattern,
          new Definition(type, pattern, decl, node, index, node.kind)
        );
        this.referencingDefaultValue(
          pattern,
          info.assignments,
          null,
          true
        );
        if (init) {
          this.currentScope().__referencing(
            pattern,
            reference_default.WRITE,
            init,
            null,
            !info.topLevel,
            true
          );
        }
      }
    );
  }
  AssignmentExpression(node) {
    if (pattern_visitor_default.isPattern(node.left)) {
      if (node.operator === "=") {
        this.visitPattern(
          node.left,
          { processRightHandNodes: true },
          (pattern, info) => {
            let maybeImplicitGlobal = null;
            if (!this.currentScope().isStrict) {
              maybeImplicitGlobal = {
                pattern,
                node
              };
            }
            this.referencingDefaultValue(
              pattern,
              info.assignments,
              maybeImplicitGlobal,
              false
            );
            this.currentScope().__referencing(
              pattern,
              reference_default.WRITE,
              node.right,
              maybeImplicitGlobal,
              !info.topLevel,
              false
            );
          }
        );
      } else {
        this.currentScope().__referencing(
          node.left,
          reference_default.RW,
          node.right
        );
      }
    } else {
      this.visit(node.left);
    }
    this.visit(node.right);
  }
  CatchClause(node) {
    this.scopeManager.__nestCatchScope(node);
    this.visitPattern(
      node.param,
      { processRightHandNodes: true },
      (pattern, info) => {
        this.currentScope().__define(
          pattern,
          new Definition(
            variable_default.CatchClause,
            pattern,
            node,
            null,
            null,
            null
          )
        );
        this.referencingDefaultValue(
          pattern,
          info.assignments,
          null,
          true
        );
      }
    );
    this.visit(node.body);
    this.close(node);
  }
  Program(node) {
    this.scopeManager.__nestGlobalScope(node);
    if (this.scopeManager.isGlobalReturn()) {
      this.currentScope().isStrict = false;
      this.scopeManager.__nestFunctionScope(node, false);
    }
    if (this.scopeManager.__isES6() && this.scopeManager.isModule()) {
      this.scopeManager.__nestModuleScope(node);
    }
    if (this.scopeManager.isStrictModeSupported() && this.scopeManager.isImpliedStrict()) {
      this.currentScope().isStrict = true;
    }
    this.visitChildren(node);
    this.close(node);
  }
  Identifier(node) {
    this.currentScope().__referencing(node);
  }
  // eslint-disable-next-line class-methods-use-this -- Desired as instance method
  PrivateIdentifier() {
  }
  UpdateExpression(node) {
    if (pattern_visitor_default.isPattern(node.argument)) {
      this.currentScope().__referencing(
        node.argument,
        reference_default.RW,
        null
      );
    } else {
      this.visitChildren(node);
    }
  }
  MemberExpression(node) {
    this.visit(node.object);
    if (node.computed) {
      this.visit(node.property);
    }
  }
  Property(node) {
    this.visitProperty(node);
  }
  PropertyDefinition(node) {
    const { computed, key, value } = node;
    if (computed) {
      this.visit(key);
    }
    if (value) {
      this.scopeManager.__nestClassFieldInitializerScope(value);
      this.visit(value);
      this.close(value);
    }
  }
  StaticBlock(node) {
    this.scopeManager.__nestClassStaticBlockScope(node);
    this.visitChildren(node);
    this.close(node);
  }
  MethodDefinition(node) {
    this.visitProperty(node);
  }
  BreakStatement() {
  }
  // eslint-disable-line class-methods-use-this -- Desired as instance method
  ContinueStatement() {
  }
  // eslint-disable-line class-methods-use-this -- Desired as instance method
  LabeledStatement(node) {
    this.visit(node.body);
  }
  ForStatement(node) {
    if (node.init && node.init.type === Syntax3.VariableDeclaration && node.init.kind !== "var") {
      this.scopeManager.__nestForScope(node);
    }
    this.visitChildren(node);
    this.close(node);
  }
  ClassExpression(node) {
    this.visitClass(node);
  }
  ClassDeclaration(node) {
    this.visitClass(node);
  }
  CallExpression(node) {
    if (!this.scopeManager.__ignoreEval() && node.callee.type === Syntax3.Identifier && node.callee.name === "eval") {
      this.currentScope().variableScope.__detectEval();
    }
    this.visitChildren(node);
  }
  BlockStatement(node) {
    if (this.scopeManager.__isES6()) {
      this.scopeManager.__nestBlockScope(node);
    }
    this.visitChildren(node);
    this.close(node);
  }
  ThisExpression() {
    this.currentScope().variableScope.__detectThis();
  }
  WithStatement(node) {
    this.visit(node.object);
    this.scopeManager.__nestWithScope(node);
    this.visit(node.body);
    this.close(node);
  }
  VariableDeclaration(node) {
    const variableTargetScope = node.kind === "var" ? this.currentScope().variableScope : this.currentScope();
    for (let i = 0, iz = node.declarations.length; i < iz; ++i) {
      const decl = node.declarations[i];
      this.visitVariableDeclaration(
        variableTargetScope,
        variable_default.Variable,
        node,
        i
      );
      if (decl.init) {
        this.visit(decl.init);
      }
    }
  }
  // sec 13.11.8
  SwitchStatement(node) {
    this.visit(node.discriminant);
    if (this.scopeManager.__isES6()) {
      this.scopeManager.__nestSwitchScope(node);
    }
    for (let i = 0, iz = node.cases.length; i < iz; ++i) {
      this.visit(node.cases[i]);
    }
    this.close(node);
  }
  FunctionDeclaration(node) {
    this.visitFunction(node);
  }
  FunctionExpression(node) {
    this.visitFunction(node);
  }
  ForOfStatement(node) {
    this.visitForIn(node);
  }
  ForInStatement(node) {
    this.visitForIn(node);
  }
  ArrowFunctionExpression(node) {
    this.visitFunction(node);
  }
  ImportDeclaration(node) {
    assert(
      this.scopeManager.__isES6() && this.scopeManager.isModule(),
      "ImportDeclaration should appear when the mode is ES6 and in the module context."
    );
    const importer = new Importer(node, this);
    importer.visit(node);
  }
  visitExportDeclaration(node) {
    if (node.source) {
      return;
    }
    if (node.declaration) {
      this.visit(node.declaration);
      return;
    }
    this.visitChildren(node);
  }
  // TODO: ExportDeclaration doesn't exist. for bc?
  ExportDeclaration(node) {
    this.visitExportDeclaration(node);
  }
  ExportAllDeclaration(node) {
    this.visitExportDeclaration(node);
  }
  ExportDefaultDeclaration(node) {
    this.visitExportDeclaration(node);
  }
  ExportNamedDeclaration(node) {
    this.visitExportDeclaration(node);
  }
  ExportSpecifier(node) {
    const local = node.id || node.local;
    this.visit(local);
  }
  // eslint-disable-next-line class-methods-use-this -- Desired as instance method
  MetaProperty() {
  }
  JSXIdentifier(node) {
    if (this.scopeManager.__isJSXEnabled() && node.name !== "this") {
      this.currentScope().__referencing(node);
    }
  }
  JSXMemberExpression(node) {
    this.visit(node.object);
  }
  JSXElement(node) {
    if (this.scopeManager.__isJSXEnabled()) {
      this.visit(node.openingElement);
      node.children.forEach(this.visit, this);
    } else {
      this.visitChildren(node);
    }
  }
  JSXOpeningElement(node) {
    if (this.scopeManager.__isJSXEnabled()) {
      const nameNode = node.name;
      const isComponentName = nameNode.type === "JSXIdentifier" && nameNode.name[0].toUpperCase() === nameNode.name[0];
      const isComponent = isComponentName || nameNode.type === "JSXMemberExpression";
      if (isComponent) {
        this.visit(nameNode);
      }
    }
    node.attributes.forEach(this.visit, this);
  }
  JSXAttribute(node) {
    if (node.value) {
      this.visit(node.value);
    }
  }
  JSXExpressionContainer(node) {
    this.visit(node.expression);
  }
  JSXNamespacedName(node) {
    this.visit(node.namespace);
    this.visit(node.name);
  }
};
var referencer_default = Referencer;

// ../../../../work/main/node_modules/eslint-scope/lib/index.js
function defaultOptions() {
  return {
    optimistic: false,
    nodejsScope: false,
    impliedStrict: false,
    sourceType: "script",
    // one of ['script', 'module', 'commonjs']
    ecmaVersion: 5,
    childVisitorKeys: null,
    fallback: "iteration"
  };
}
function updateDeeply(target, override) {
  function isHashObject(value) {
    return typeof value === "object" && value instanceof Object && !(value instanceof Array) && !(value instanceof RegExp);
  }
  for (const key in override) {
    if (Object.hasOwn(override, key)) {
      const val = override[key];
      if (isHashObject(val)) {
        if (isHashObject(target[key])) {
          updateDeeply(target[key], val);
        } else {
          target[key] = updateDeeply({}, val);
        }
      } else {
        target[key] = val;
      }
    }
  }
  return target;
}
function analyze(tree, providedOptions) {
  const options = updateDeeply(defaultOptions(), providedOptions);
  const scopeManager = new scope_manager_default(options);
  const referencer = new referencer_default(options, scopeManager);
  referencer.visit(tree);
  assert(
    scopeManager.__currentScope === null,
    "currentScope should be null."
  );
  return scopeManager;
}

// src/cell/find-references.ts
function findReferences(program) {
  const manager = analyze(program, {
    ecmaVersion: 2024,
    sourceType: "module",
    jsx: true
  });
  const top = manager.scopes.find((scope) => scope.type === "module");
  if (top === void 0) return { references: [], varNames: /* @__PURE__ */ new Map() };
  const atOnce = findEvaluatedAtOnce(program);
  const references = [];
  for (const scope of manager.scopes) {
    const eager = isEager(scope, top, atOnce);
    for (const reference of scope.references) {
      if (reference.resolved !== null && reference.resolved.scope !== top) continue;
      if (reference.init === true) continue;
      const { start, end } = reference.identifier;
      const name = reference.identifier.name;
      references.push({ name, start, end, writes: reference.isWrite(), eager });
    }
  }
  references.sort((a, b) => a.start - b.start);
  return { references, varNames: namesOf(top) };
}
function namesOf(top) {
  const names = /* @__PURE__ */ new Map();
  for (const variable of top.variables) {
    const at = variable.defs[0]?.name;
    if (at !== void 0) names.set(variable.name, at.start);
  }
  return names;
}
function isEager(from, top, atOnce) {
  for (let scope = from; scope !== null && scope !== top; scope = scope.upper) {
    if (scope.type === "function" && !atOnce.functions.has(scope.block)) return false;
    if (scope.type === "class-field-initializer" && !atOnce.values.has(scope.block)) return false;
  }
  return true;
}
function findEvaluatedAtOnce(program) {
  const values = /* @__PURE__ */ new Set();
  const functions = /* @__PURE__ */ new Set();
  walk(program, (node) => {
    if (node.type === "PropertyDefinition" && node.static && node.value) values.add(node.value);
    if (node.type === "CallExpression" && isFunction(node.callee)) functions.add(node.callee);
    return true;
  });
  return { values, functions };
}

// ../../../../work/main/node_modules/@jridgewell/sourcemap-codec/dist/sourcemap-codec.mjs
var comma = ",".charCodeAt(0);
var semicolon = ";".charCodeAt(0);
var chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
var intToChar = new Uint8Array(64);
var charToInt = new Uint8Array(128);
for (let i = 0; i < chars.length; i++) {
  const c = chars.charCodeAt(i);
  intToChar[i] = c;
  charToInt[c] = i;
}
function decodeInteger(reader) {
  let value = 0;
  let shift = 0;
  let integer = 0;
  do {
    const c = reader.next();
    integer = charToInt[c];
    value |= (integer & 31) << shift;
    shift += 5;
  } while (integer & 32);
  return value;
}
function decodeSign(num) {
  return num & 1 ? -2147483648 | -(num >>> 1) : num >>> 1;
}
function encodeInteger(builder, num) {
  do {
    let clamped = num & 31;
    num >>>= 5;
    if (num > 0) clamped |= 32;
    builder.write(intToChar[clamped]);
  } while (num > 0);
}
function encodeSign(num) {
  return num < 0 ? -num << 1 | 1 : num << 1;
}
function hasMoreVlq(reader, max) {
  if (reader.pos >= max) return false;
  return reader.peek() !== comma;
}
var bufLength = 1024 * 16;
var td = typeof TextDecoder !== "undefined" ? /* @__PURE__ */ new TextDecoder() : typeof Buffer !== "undefined" ? {
  decode(buf) {
    const out = Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength);
    return out.toString();
  }
} : {
  decode(buf) {
    let out = "";
    for (let i = 0; i < buf.length; i++) {
      out += String.fromCharCode(buf[i]);
    }
    return out;
  }
};
var StringWriter = class {
  constructor() {
    this.pos = 0;
    this.out = "";
    this.buffer = new Uint8Array(bufLength);
  }
  write(v) {
    const { buffer } = this;
    buffer[this.pos++] = v;
    if (this.pos === bufLength) {
      this.out += td.decode(buffer);
      this.pos = 0;
    }
  }
  flush() {
    const { buffer, out, pos } = this;
    return pos > 0 ? out + td.decode(buffer.subarray(0, pos)) : out;
  }
};
var StringReader = class {
  constructor(buffer) {
    this.pos = 0;
    this.buffer = buffer;
  }
  next() {
    return this.buffer.charCodeAt(this.pos++);
  }
  peek() {
    return this.buffer.charCodeAt(this.pos);
  }
  indexOf(char) {
    const { buffer, pos } = this;
    const idx = buffer.indexOf(char, pos);
    return idx === -1 ? buffer.length : idx;
  }
};
function encodeRangeMappings(decoded) {
  if (decoded.length === 0) return "";
  const writer = new StringWriter();
  for (let i = 0; i < decoded.length; i++) {
    const indices = decoded[i];
    if (i > 0) writer.write(semicolon);
    let index = 0;
    for (let j = 0; j < indices.length; j++) {
      const offset = indices[j];
      encodeInteger(writer, offset - index);
      index = offset;
    }
  }
  return writer.flush();
}
function decode(mappings) {
  const { length } = mappings;
  const reader = new StringReader(mappings);
  const decoded = [];
  let genColumn = 0;
  let sourcesIndex = 0;
  let sourceLine = 0;
  let sourceColumn = 0;
  let namesIndex = 0;
  do {
    const semi = reader.indexOf(";");
    const line = [];
    let sorted = true;
    let lastCol = 0;
    genColumn = 0;
    while (reader.pos < semi) {
      let seg;
      genColumn += decodeSign(decodeInteger(reader));
      if (genColumn < lastCol) sorted = false;
      lastCol = genColumn;
      if (hasMoreVlq(reader, semi)) {
        sourcesIndex += decodeSign(decodeInteger(reader));
        sourceLine += decodeSign(decodeInteger(reader));
        sourceColumn += decodeSign(decodeInteger(reader));
        if (hasMoreVlq(reader, semi)) {
          namesIndex += decodeSign(decodeInteger(reader));
          seg = [genColumn, sourcesIndex, sourceLine, sourceColumn, namesIndex];
        } else {
          seg = [genColumn, sourcesIndex, sourceLine, sourceColumn];
        }
      } else {
        seg = [genColumn];
      }
      line.push(seg);
      reader.pos++;
    }
    if (!sorted) sort(line);
    decoded.push(line);
    reader.pos = semi + 1;
  } while (reader.pos <= length);
  return decoded;
}
function sort(line) {
  line.sort(sortComparator);
}
function sortComparator(a, b) {
  return a[0] - b[0];
}
function encode(decoded) {
  const writer = new StringWriter();
  let sourcesIndex = 0;
  let sourceLine = 0;
  let sourceColumn = 0;
  let namesIndex = 0;
  for (let i = 0; i < decoded.length; i++) {
    const line = decoded[i];
    if (i > 0) writer.write(semicolon);
    if (line.length === 0) continue;
    let genColumn = 0;
    for (let j = 0; j < line.length; j++) {
      const segment = line[j];
      if (j > 0) writer.write(comma);
      encodeInteger(writer, encodeSign(segment[0] - genColumn));
      genColumn = segment[0];
      if (segment.length === 1) continue;
      encodeInteger(writer, encodeSign(segment[1] - sourcesIndex));
      encodeInteger(writer, encodeSign(segment[2] - sourceLine));
      encodeInteger(writer, encodeSign(segment[3] - sourceColumn));
      sourcesIndex = segment[1];
      sourceLine = segment[2];
      sourceColumn = segment[3];
      if (segment.length === 4) continue;
      encodeInteger(writer, encodeSign(segment[4] - namesIndex));
      namesIndex = segment[4];
    }
  }
  return writer.flush();
}

// ../../../../work/main/node_modules/@jridgewell/resolve-uri/dist/resolve-uri.mjs
var schemeRegex = /^[\w+.-]+:\/\//;
var urlRegex = /^([\w+.-]+:)\/\/([^@/#?]*@)?(\[[^\]]+\]|[^:/#?]*)(:\d+)?(\/[^#?]*)?(\?[^#]*)?(#.*)?/;
var fileRegex = /^file:(?:\/\/((?![a-z]:)[^/#?]*)?)?(\/?[^#?]*)(\?[^#]*)?(#.*)?/i;
function isAbsoluteUrl(input) {
  return schemeRegex.test(input);
}
function isSchemeRelativeUrl(input) {
  return input.startsWith("//");
}
function isAbsolutePath(input) {
  return input.startsWith("/");
}
function isFileUrl(input) {
  return input.startsWith("file:");
}
function isRelative(input) {
  return /^[.?#]/.test(input);
}
function parseAbsoluteUrl(input) {
  const match = urlRegex.exec(input);
  return makeUrl(match[1], match[2] || "", match[3], match[4] || "", match[5] || "/", match[6] || "", match[7] || "");
}
function parseFileUrl(input) {
  const match = fileRegex.exec(input);
  const path3 = match[2];
  return makeUrl("file:", "", match[1] || "", "", isAbsolutePath(path3) ? path3 : "/" + path3, match[3] || "", match[4] || "");
}
function makeUrl(scheme, user, host, port, path3, query, hash) {
  return {
    scheme,
    user,
    host,
    port,
    path: path3,
    query,
    hash,
    type: 7
  };
}
function parseUrl(input) {
  if (isSchemeRelativeUrl(input)) {
    const url2 = parseAbsoluteUrl("http:" + input);
    url2.scheme = "";
    url2.type = 6;
    return url2;
  }
  if (isAbsolutePath(input)) {
    const url2 = parseAbsoluteUrl("http://foo.com" + input);
    url2.scheme = "";
    url2.host = "";
    url2.type = 5;
    return url2;
  }
  if (isFileUrl(input))
    return parseFileUrl(input);
  if (isAbsoluteUrl(input))
    return parseAbsoluteUrl(input);
  const url = parseAbsoluteUrl("http://foo.com/" + input);
  url.scheme = "";
  url.host = "";
  url.type = input ? input.startsWith("?") ? 3 : input.startsWith("#") ? 2 : 4 : 1;
  return url;
}
function stripPathFilename(path3) {
  if (path3.endsWith("/.."))
    return path3;
  const index = path3.lastIndexOf("/");
  return path3.slice(0, index + 1);
}
function mergePaths(url, base) {
  normalizePath(base, base.type);
  if (url.path === "/") {
    url.path = base.path;
  } else {
    url.path = stripPathFilename(base.path) + url.path;
  }
}
function normalizePath(url, type) {
  const rel = type <= 4;
  const pieces = url.path.split("/");
  let pointer = 1;
  let positive = 0;
  let addTrailingSlash = false;
  for (let i = 1; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece) {
      addTrailingSlash = true;
      continue;
    }
    addTrailingSlash = false;
    if (piece === ".")
      continue;
    if (piece === "..") {
      if (positive) {
        addTrailingSlash = true;
        positive--;
        pointer--;
      } else if (rel) {
        pieces[pointer++] = piece;
      }
      continue;
    }
    pieces[pointer++] = piece;
    positive++;
  }
  let path3 = "";
  for (let i = 1; i < pointer; i++) {
    path3 += "/" + pieces[i];
  }
  if (!path3 || addTrailingSlash && !path3.endsWith("/..")) {
    path3 += "/";
  }
  url.path = path3;
}
function resolve(input, base) {
  if (!input && !base)
    return "";
  const url = parseUrl(input);
  let inputType = url.type;
  if (base && inputType !== 7) {
    const baseUrl = parseUrl(base);
    const baseType = baseUrl.type;
    switch (inputType) {
      case 1:
        url.hash = baseUrl.hash;
      // fall through
      case 2:
        url.query = baseUrl.query;
      // fall through
      case 3:
      case 4:
        mergePaths(url, baseUrl);
      // fall through
      case 5:
        url.user = baseUrl.user;
        url.host = baseUrl.host;
        url.port = baseUrl.port;
      // fall through
      case 6:
        url.scheme = baseUrl.scheme;
    }
    if (baseType > inputType)
      inputType = baseType;
  }
  normalizePath(url, inputType);
  const queryHash = url.query + url.hash;
  switch (inputType) {
    // This is impossible, because of the empty checks at the start of the function.
    // case UrlType.Empty:
    case 2:
    case 3:
      return queryHash;
    case 4: {
      const path3 = url.path.slice(1);
      if (!path3)
        return queryHash || ".";
      if (isRelative(base || input) && !isRelative(path3)) {
        return "./" + path3 + queryHash;
      }
      return path3 + queryHash;
    }
    case 5:
      return url.path + queryHash;
    default:
      return url.scheme + "//" + url.user + url.host + url.port + url.path + queryHash;
  }
}

// ../../../../work/main/node_modules/@jridgewell/trace-mapping/dist/trace-mapping.mjs
function stripFilename(path3) {
  if (!path3) return "";
  const index = path3.lastIndexOf("/");
  return path3.slice(0, index + 1);
}
function resolver(mapUrl, sourceRoot) {
  const from = stripFilename(mapUrl);
  const prefix = sourceRoot ? sourceRoot + "/" : "";
  return (source) => resolve(prefix + (source || ""), from);
}
var COLUMN = 0;
function maybeSort(mappings, owned) {
  const unsortedIndex = nextUnsortedSegmentLine(mappings, 0);
  if (unsortedIndex === mappings.length) return mappings;
  if (!owned) mappings = mappings.slice();
  for (let i = unsortedIndex; i < mappings.length; i = nextUnsortedSegmentLine(mappings, i + 1)) {
    mappings[i] = sortSegments(mappings[i], owned);
  }
  return mappings;
}
function nextUnsortedSegmentLine(mappings, start) {
  for (let i = start; i < mappings.length; i++) {
    if (!isSorted(mappings[i])) return i;
  }
  return mappings.length;
}
function isSorted(line) {
  for (let j = 1; j < line.length; j++) {
    if (line[j][COLUMN] < line[j - 1][COLUMN]) {
      return false;
    }
  }
  return true;
}
function sortSegments(line, owned) {
  if (!owned) line = line.slice();
  return line.sort(sortComparator2);
}
function sortComparator2(a, b) {
  return a[COLUMN] - b[COLUMN];
}
function memoizedState() {
  return {
    lastKey: -1,
    lastNeedle: -1,
    lastIndex: -1
  };
}
function parse(map) {
  return typeof map === "string" ? JSON.parse(map) : map;
}
var TraceMap = class {
  constructor(map, mapUrl) {
    const isString = typeof map === "string";
    if (!isString && map._decodedMemo) return map;
    const parsed = parse(map);
    const { version, file, names, sourceRoot, sources, sourcesContent } = parsed;
    this.version = version;
    this.file = file;
    this.names = names || [];
    this.sourceRoot = sourceRoot;
    this.sources = sources;
    this.sourcesContent = sourcesContent;
    this.ignoreList = parsed.ignoreList || parsed.x_google_ignoreList || void 0;
    const resolve2 = resolver(mapUrl, sourceRoot);
    this.resolvedSources = sources.map(resolve2);
    const { mappings } = parsed;
    if (typeof mappings === "string") {
      this._encoded = mappings;
      this._decoded = void 0;
    } else if (Array.isArray(mappings)) {
      this._encoded = void 0;
      this._decoded = maybeSort(mappings, isString);
    } else if (parsed.sections) {
      throw new Error(`TraceMap passed sectioned source map, please use FlattenMap export instead`);
    } else {
      throw new Error(`invalid source map: ${JSON.stringify(parsed)}`);
    }
    this._decodedMemo = memoizedState();
    this._bySources = void 0;
    this._bySourceMemos = void 0;
  }
};
function cast(map) {
  return map;
}
function decodedMappings(map) {
  var _a;
  return (_a = cast(map))._decoded || (_a._decoded = decode(cast(map)._encoded));
}

// src/cell/strip-types.ts
import { transformSync } from "oxc-transform";
function stripTypes(source) {
  const { code, map, errors } = transform(source);
  if (errors.length > 0) {
    const problems = errors.map((error) => ({
      message: error.message,
      ...positionAt2(source, offsetOf(error, source))
    }));
    return emptyCode(problems);
  }
  const columns = originsByLine(code, map);
  const lines = [];
  for (const line of columns) lines.push(line[0]?.line ?? lines.at(-1) ?? 1);
  return { code, starts: lineStarts(code), lines, columns, problems: [] };
}
function transform(source) {
  const plain = transformAs("ts", source);
  if (plain.errors.length === 0 || !source.includes("<")) return plain;
  const jsx = transformAs("tsx", source);
  if (jsx.errors.length === 0) return jsx;
  return firstOffset(jsx, source) > firstOffset(plain, source) ? jsx : plain;
}
function transformAs(lang, source) {
  return transformSync(`cell.${lang}`, source, {
    lang,
    sourceType: "module",
    sourcemap: true,
    target: "esnext",
    typescript: { onlyRemoveTypeImports: true }
  });
}
function firstOffset(result, source) {
  return Math.min(...result.errors.map((error) => offsetOf(error, source)));
}
function offsetOf(error, source) {
  const bytes = error.labels[0]?.start ?? 0;
  return Buffer.from(source).subarray(0, bytes).toString().length;
}
function originsByLine(code, map) {
  const count = code.split("\n").length;
  const mappings = map === void 0 ? [] : decodedMappings(new TraceMap({ ...map, version: 3 }));
  return Array.from(
    { length: count },
    (_, line) => (mappings[line] ?? []).flatMap(
      ([from, , original, column]) => original === void 0 || column === void 0 ? [] : [{ from, line: original + 1, column: column + 1 }]
    )
  );
}
function emptyCode(problems) {
  return { code: "", starts: [0], lines: [], columns: [], problems };
}
function lineStarts(code) {
  const starts = [0];
  for (let at = code.indexOf("\n"); at >= 0; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
function positionAt2(source, offset) {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

// src/cell/unsupported-syntax.ts
function findUnsupported(program, stripped) {
  const problems = [];
  walk(program, (node) => {
    const found = unsupported(node);
    if (found !== void 0)
      problems.push({
        message: `${found} this version of Node (${process.version}) does not understand.`,
        ...placeInSource(stripped, node.start)
      });
    return true;
  });
  return problems;
}
function unsupported(node) {
  switch (node.type) {
    case "Decorator":
      return "Decorators are syntax that";
    case "AccessorProperty":
      return isUnderstood("class A { accessor a = 1; }") ? void 0 : "`accessor` is syntax that";
    case "VariableDeclaration":
      return !node.kind.includes("using") || isUnderstood("{ using a = null; }") ? void 0 : "`using` is syntax that";
    default:
      return void 0;
  }
}
function isUnderstood(code) {
  try {
    return new Function(code) !== void 0;
  } catch {
    return false;
  }
}

// src/cell/read-cell.ts
function readCell(source) {
  const stripped = stripTypes(source);
  const program = parseJavaScript(stripped.code);
  const problems = stripped.problems.length > 0 ? stripped.problems : findUnsupported(program, stripped);
  if (problems.length === 0) return { ...stripped, program };
  return { ...emptyCode(problems), program: parseJavaScript("") };
}

// src/cell/analyze-cell.ts
function analyzeCell(cell) {
  const read = readCell(cell.source);
  const { program, problems } = read;
  const head = { cellId: cell.id, label: cell.label, problems };
  if (problems.length > 0) return { ...head, declarations: [], assignments: [], effectImports: [] };
  const { references, varNames } = findReferences(program);
  const names = new Set(program.body.flatMap(declaredNames));
  const augmentations = findAugmentations(program.body, (name) => names.has(name));
  const context = { cell, program: read, references, augmentations };
  const added = new Set([...augmentations.values()].flat());
  const described = program.body.map((statement) => ({
    statement,
    found: describeDeclaration(statement, context)
  }));
  const rest = described.filter(({ statement, found }) => found.length === 0 && !added.has(statement)).map(({ statement }) => statement);
  const declarations = [
    ...described.flatMap(({ found }) => found),
    ...varsInStatements(rest, varNames, context)
  ];
  const assignments = [
    ...findAssignments(context),
    ...findChangesInPlace(program.body, rest, context)
  ];
  return { ...head, declarations, assignments, effectImports: findEffectImports(program) };
}
function findEffectImports(program) {
  return program.body.flatMap(
    (statement) => statement.type === "ImportDeclaration" && statement.specifiers.length === 0 ? [statement.source.value] : []
  );
}
function varsInStatements(rest, varNames, context) {
  const found = [];
  for (const [name, offset] of varNames) {
    const statement = rest.find((node) => offset >= node.start && offset < node.end);
    if (statement === void 0 || statement.type === "ImportDeclaration") continue;
    found.push({
      kind: "variable",
      names: [name],
      place: placeAt(context, offset),
      code: "",
      lines: [],
      columns: [],
      hash: "",
      reads: [],
      dynamicImports: [],
      callsRun: false,
      callsRequires: false,
      notRebuildable: "it is declared inside a statement that runs"
    });
  }
  return found;
}
function findAssignments(context) {
  const isAdding = ({ name, start }) => context.augmentations.get(name)?.some((statement) => contains(statement, start)) === true;
  return context.references.filter((reference) => reference.writes && !isAdding(reference)).map((reference) => ({
    name: reference.name,
    place: placeAt(context, reference.start),
    how: "assigned"
  }));
}
function findChangesInPlace(body, rest, context) {
  const starts = new Map(context.references.map((reference) => [reference.start, reference.name]));
  const found = [];
  for (const statement of body) {
    for (const mutation of findMutations(statement, rest.includes(statement))) {
      const name = starts.get(mutation.start);
      if (name !== void 0)
        found.push({ name, place: placeAt(context, mutation.start), how: "mutated" });
    }
  }
  return found;
}
function placeAt({ cell, program }, offset) {
  return { cellId: cell.id, label: cell.label, line: placeInSource(program, offset).line };
}

// src/cell/code-base.ts
var CodeBase = class {
  cells;
  #declarations = /* @__PURE__ */ new Map();
  #assignments = /* @__PURE__ */ new Map();
  #order = /* @__PURE__ */ new Map();
  importsTask;
  constructor(cells, importsTask = () => false) {
    this.cells = cells;
    this.importsTask = importsTask;
    for (const cell of cells) {
      for (const declaration of cell.declarations) {
        this.#order.set(declaration, this.#order.size);
        for (const name of declaration.names) append(this.#declarations, name, declaration);
      }
      for (const assignment of cell.assignments)
        append(this.#assignments, assignment.name, assignment);
    }
  }
  /** The place in the order of the cells. */
  orderOf(declaration) {
    return this.#order.get(declaration) ?? 0;
  }
  declares(name) {
    return this.#declarations.has(name);
  }
  /** The one declaration of a name; undefined for globals; an error where two cells say different things. */
  find(name) {
    const all = this.#declarations.get(name);
    if (all === void 0) return void 0;
    const [first, other] = [all[0], all.find((declaration) => !isSame(declaration, all[0]))];
    if (first !== void 0 && other !== void 0) throw declaredTwice(name, first, other);
    return first;
  }
  assignmentsTo(name) {
    return this.#assignments.get(name) ?? [];
  }
  /** Every class declaration, in the order of the cells. */
  *classes() {
    for (const declaration of this.#order.keys())
      if (declaration.kind === "class") yield declaration;
  }
  get effectImports() {
    return [...new Set(this.cells.flatMap((cell) => cell.effectImports))];
  }
};
function append(map, key, value) {
  const list = map.get(key);
  if (list === void 0) map.set(key, [value]);
  else list.push(value);
}
function isSame(a, b) {
  if (b === void 0 || a === b) return true;
  return a.kind === "import" && b.kind === "import" && a.specifier === b.specifier && a.imported === b.imported;
}
function declaredTwice(name, a, b) {
  const where = a.place.cellId === b.place.cellId ? `twice in ${a.place.label} (lines ${a.place.line} and ${b.place.line})` : `twice: ${a.place.label} and ${b.place.label}`;
  return new CauceError(
    "declared-twice",
    `\`${name}\` is defined ${where}. Rename one, or delete one of them.`,
    {
      location: { place: b.place.label, line: b.place.line }
    }
  );
}

// src/pipeline/imported-tasks.ts
import { readFileSync as readFileSync2, statSync } from "node:fs";
import path2 from "node:path";

// src/pipeline/resolve-module.ts
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { ResolverFactory } from "oxc-resolver";
var resolver2 = new ResolverFactory({
  conditionNames: ["node", "import", "module-sync", "default"],
  extensions: [".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
  extensionAlias: { ".js": [".ts", ".js"], ".mjs": [".mts", ".mjs"] },
  mainFields: ["main"]
});
function resolveModule(specifier, folder) {
  if (isBuiltin(specifier)) return { kind: "node", specifier };
  const name = packageName(specifier);
  if (name === "cauce") return ownModule(specifier);
  if (specifier === "danfojs-node" && !dependsOn(folder, name))
    return bundled("danfojs", "index.cjs");
  for (const from of [folder, packageRoot()]) {
    resolver2.clearCache();
    const { path: file, packageJsonPath } = resolver2.sync(from, specifier);
    if (file !== void 0) return describe(file, packageJsonPath);
    if (isRelative2(specifier)) break;
  }
  throw notFound(specifier, folder);
}
function describe(file, packageJson) {
  const inPackage = file.split(path.sep).includes("node_modules");
  if (!inPackage || packageJson === void 0) return { kind: "local", file };
  const { name = "", version = "" } = readPackage(path.dirname(packageJson)) ?? {};
  return { kind: "package", file, name, version };
}
function ownModule(specifier) {
  if (specifier === "cauce/danfojs") return bundled("danfojs", "index.cjs");
  const { version = "" } = readPackage(packageRoot()) ?? {};
  return {
    kind: "package",
    file: path.join(packageRoot(), "dist", "index.js"),
    name: "cauce",
    version
  };
}
function bundled(folder, main) {
  const home = path.join(packageRoot(), "vendor", folder);
  const { name, version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8"));
  return { kind: "package", file: path.join(home, main), name, version };
}
function dependsOn(folder, name) {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = readPackage(at);
    if (found !== void 0) return found.dependencies?.[name] !== void 0;
    if (at === path.dirname(at)) return false;
  }
}
function isRelative2(specifier) {
  return specifier.startsWith("./") || specifier.startsWith("../") || path.isAbsolute(specifier);
}
function packageName(specifier) {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
function notFound(specifier, folder) {
  const remedy = isRelative2(specifier) ? `No such file from \`${folder}\`. Check the path.` : `It is not installed. Run \`npm install ${packageName(specifier)}\` in the project.`;
  return new CauceError("module-not-found", `\`${specifier}\` cannot be imported: ${remedy}`);
}

// src/pipeline/imported-tasks.ts
var analysed = /* @__PURE__ */ new Map();
function importedTasks(folder) {
  return ({ specifier, imported }) => {
    if (!specifier.startsWith(".")) return false;
    try {
      const resolved = resolveModule(specifier, folder);
      return resolved.kind === "local" && declaresTask(resolved.file, imported);
    } catch {
      return false;
    }
  };
}
function declaresTask(file, name) {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return false;
  const code = analyseFile(file);
  const declaration = code.find(name);
  return declaration !== void 0 && (isTaskClass(declaration, code) || declaration.kind === "import" && code.importsTask(declaration));
}
function analyseFile(file) {
  const { mtimeMs, size } = statSync(file);
  const stamp = `${mtimeMs} ${size}`;
  const known = analysed.get(file);
  if (known?.stamp === stamp) return known.code;
  const cell = { id: file, label: path2.basename(file), source: readFileSync2(file, "utf8") };
  const code = new CodeBase([analyzeCell(cell)], importedTasks(path2.dirname(file)));
  analysed.set(file, { stamp, code });
  return code;
}

// src/cell/magics.ts
import { parseSync as parseSync2 } from "oxc-parser";
var magicLine = /^[ \t]*(%%?)([a-z]\w*)[ \t]*(.*?)[ \t\r]*$/i;
var codeMagics = /* @__PURE__ */ new Set(["time"]);
function splitMagics(source) {
  const lines = source.split("\n");
  if (!lines.some((line) => magicLine.test(line)) || isValid(source)) return { source, magics: [] };
  const first = lines.findIndex((line) => line.trim() !== "");
  const [, sign, name = "", argument = ""] = magicLine.exec(lines[first] ?? "") ?? [];
  if (sign === "%%" && !codeMagics.has(name)) {
    const body = lines.slice(first + 1).join("\n");
    return {
      source: lines.map(blank).join("\n"),
      magics: [{ name, argument, isCell: true, body }]
    };
  }
  return takeLines(lines);
}
function takeLines(lines) {
  const magics = [];
  const kept = [];
  for (const line of lines) {
    const [, sign, name = "", argument = ""] = magicLine.exec(line) ?? [];
    const isMagic = sign !== void 0 && isValid(kept.join("\n"));
    if (isMagic) magics.push({ name, argument, isCell: sign === "%%", body: "" });
    kept.push(isMagic ? blank(line) : line);
  }
  return { source: kept.join("\n"), magics };
}
function blank(line) {
  return " ".repeat(line.length);
}
function isValid(code) {
  return ["ts", "tsx"].some(
    (lang) => parseSync2(`cell.${lang}`, code, { lang, sourceType: "module" }).errors.length === 0
  );
}

export {
  isTaskClass,
  standsForTask,
  listTaskClasses,
  encodeRangeMappings,
  encode,
  parseJavaScript,
  parseTypeScript,
  walk,
  contains,
  declaredNames,
  namesInPattern,
  hashCode,
  findReferences,
  stripTypes,
  readCell,
  analyzeCell,
  CodeBase,
  resolveModule,
  importedTasks,
  declaresTask,
  splitMagics
};
//# sourceMappingURL=chunk-EHYYL4X4.js.map
