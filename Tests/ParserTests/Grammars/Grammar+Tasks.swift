import Environments
import Foundation

/// Tasks in files.
extension Grammar {
  static let ofTasks: [Grammar] = [lakes, rooms, questions]

  private static let lakes = Grammar(
    "lakes",
    texts: [
      #"{"board": ["SFFF", "FHFH", "FFFH", "HFFG"], "actions": ["down", "right"], "id": "a"}"#,
      #"[{"desc": "SFF\nFHF\nFFG"}, {"map": [["S", "F"], ["F", "G"]], "letters": "ABCDEF"}]"#,
      "; one\nSFF\nFHF\nFFG\n\nTitle: two\nSF\nFG\n",
    ], words: ["\"board\":", "SFFG", "\"letters\":", "\"row\":", "[[", "Title: x", "; y"]
  ) { bytes in
    _ = FrozenLakeTaskFile(data: Data(bytes), file: "lakes.jsonl", alphabet: .six).list
  }

  private static let rooms = Grammar(
    "rooms",
    texts: [
      "; 1\n#####\n#@$.#\n#####\n\nTitle: two\n######\n#+ $ #\n######\n",
      "{\"board\": [\"#####\", \"#@$.#\", \"#####\"], \"moves\": [\"right\"]}",
      "[{\"room\": \"#####\\n#@$.#\\n#####\", \"budget\": 9}]",
    ], words: ["#####", "@", "$", ".", "*", "+", "\"board\":", "\"budget\":", "Title: x"]
  ) { bytes in
    _ = SokobanTaskFile(data: Data(bytes), file: "rooms.txt").list
  }

  private static let questions = Grammar(
    "questions",
    texts: [
      #"[{"_id": "a", "question": "Who?", "answer": "Ann", "context": [["T", ["One.", "Two."]]], "#
        + #""supporting_facts": [["T", 0]]}]"#,
      #"{"id": "b", "question": "Where?", "golden_answers": ["here"], "context": "#
        + #"{"title": ["T"], "sentences": [["One."]]}}"#,
    ], words: ["\"question\":", "\"answer\":", "\"context\":", "\"data\":", "[[\"T\", [\"x\"]]]"]
  ) { bytes in
    _ = try HotpotFile(data: Data(bytes), file: "questions.json")
  }
}
