#!/usr/bin/env bash
# Gives every reader of outside bytes inputs that know its grammar, under the address sanitizer:
#
#   parsers.sh [INPUTS] [SEED]
#
# Builds only what the readers need, with optimisation, in a folder of its own below .build. No
# allocation may be larger than 2 GiB, whatever a header says.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=.build/parsers
mkdir -p "$place"
ln -sfn "$PWD/Sources" "$place/Sources"
ln -sfn "$PWD/Tests" "$place/Tests"
{
  cat Package.swift
  cat <<'END'

let readers: Set<String> = [
  "Basics", "CCurl", "CKernels", "CResources", "CSQLite", "ChatPolicy", "ChatTemplates", "ClaimReading",
  "ConfigurationFiles", "Environments", "HTTPTransport", "Importers", "ParserTests", "RLCore",
  "RunLog", "RunModel", "SyntheticRuns", "TerminalUI", "TinkerPolicy", "TinyTransformer",
]
package.targets = package.targets.filter { readers.contains($0.name) }
package.dependencies = []
END
} >"$place/Package.swift"
cd "$place"
swift build -c release --build-tests -Xswiftc -enable-testing --sanitize=address
export KOLB_PARSER_INPUTS=${1:-1000000} KOLB_PARSER_SEED=${2:-1}
export ASAN_OPTIONS=detect_leaks=0:max_allocation_size_mb=2048:allocator_may_return_null=0
KOLB_PARSER_KEEP=$(mktemp -d)
export KOLB_PARSER_KEEP
echo "what is being read lies in $KOLB_PARSER_KEEP"
exec .build/release/kolbPackageTests.xctest --testing-library swift-testing \
  --experimental-maximum-parallelization-width 2 --filter 'Hostile.input|HostileInput|is read or refused'
