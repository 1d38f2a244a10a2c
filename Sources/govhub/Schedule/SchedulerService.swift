import HubIngest
import HubMapping
import HubModel
import HubPostgres
import HubStore
import Logging
import ServiceLifecycle

/// The scheduler as a service: it ends with the group that it runs in, and with it the runs under way.
struct SchedulerService: Service {
  private let scheduler: Scheduler

  init(hub: Hub, parallel: Int, logger: Logger) {
    var database = hub.database(.ingest, application: "govhub schedule")
    // A server that does not answer for so long holds no lead for us any more.
    database.statementTimeout = .seconds(5)
    database.queryTimeout = .seconds(8)
    scheduler = Scheduler(
      database: database, parallel: parallel, crons: { try MappingSet.read($0).crons },
      job: { _ = try await Ingestion(hub: hub).run($0) }, tell: { SchedulerLog(logger: logger).tell($0) })
  }

  func run() async throws {
    let scheduler = scheduler
    await cancelWhenGracefulShutdown { await scheduler.run() }
  }
}

extension MappingSet {
  /// The datasets that have a schedule, with it.
  var crons: [String: CronSchedule] {
    datasets.reduce(into: [:]) { crons, dataset in crons[dataset.schema.name] = dataset.schedule }
  }
}
