import HubModel
import HubPostgres
import Testing

@testable import HubIngest

@Suite("why a run failed")
struct RunFailureTests {
  private struct Unknown: Error {}

  @Test("an error's own remedy stands; one without is given what to do")
  func remedy() {
    let own = RunFailure(HubError("source-missing", "The file is not there.", remedy: "Ask the department."), of: "a/b")
    #expect(own.reason == "The file is not there. Ask the department. [source-missing]")
    #expect(!own.isTransient && own.isRecorded)
    let bare = RunFailure(HubError("source-away", "The source is away.", persistence: .transient), of: "a/b")
    #expect(bare.reason.contains("tried again by itself") && bare.reason.contains("govhub ingest a/b"))
    #expect(bare.isTransient && bare.isRecorded)
  }

  @Test("an unknown error is named by its type alone, and nobody's run is put on record for a busy dataset or an ended process")
  func unknown() {
    let unknown = RunFailure(Unknown(), of: "a/b")
    #expect(unknown.reason.contains("Unknown") && unknown.reason.contains("report it"))
    #expect(unknown.isRecorded && !unknown.isTransient)
    #expect(!RunFailure(CancellationError(), of: "a/b").isRecorded)
    let busy = RunFailure(HubError("dataset-busy", "Another run is under way.", persistence: .transient), of: "a/b")
    #expect(!busy.isRecorded && busy.isTransient)
  }
}
