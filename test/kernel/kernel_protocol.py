"""jupyter_kernel_test for the kernel `cauce`: prints one JSON line for each test."""

import json
import sys
import unittest

import jupyter_kernel_test


class CauceTests(jupyter_kernel_test.KernelTests):
    kernel_name = "cauce"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "Math.fro", "matches": ["fround"]},
        {"text": "structuredC", "matches": ["structuredClone"]},
        {"text": "'👋'.toUpp", "matches": ["toUpperCase"]},
    ]
    complete_code_samples = ["1", "const f = (x: number) => x * 2;", "class A {\n}\n"]
    incomplete_code_samples = ["function f() {", "const a = [", "`text"]
    invalid_code_samples = ["const = 3", "let a b"]
    code_generate_error = "throw new Error('as asked')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'text'", "result": "'text'"},
        {"code": "[{ a: 1 }]", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>x</b>')", "mime": "text/html"},
        {"code": "import { display as d } from 'tslab'; d.png(new Uint8Array(1))", "mime": "image/png"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ?*"
    code_clear_output = "import { clearOutput } from 'cauce'; clearOutput()"
    code_inspect_sample = "console"
    code_page_something = "console.log?"


class Lines(unittest.TestResult):
    def addSuccess(self, test):
        tell(test, "passed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        tell(test, "failed", self._exc_info_to_string(err, test))

    def addError(self, test, err):
        super().addError(test, err)
        tell(test, "failed", self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            tell(subtest, "failed", self._exc_info_to_string(err, subtest))

    def addSkip(self, test, reason):
        tell(test, "skipped", reason)


def tell(test, status, detail=""):
    name = getattr(test, "_testMethodName", str(test))
    print(json.dumps({"test": name, "status": status, "detail": detail}), flush=True)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(CauceTests)
sys.exit(0 if suite.run(Lines()).wasSuccessful() else 1)
