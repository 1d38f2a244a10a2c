import HTTPTypes
import HubCrypto
import NIOCore
import NIOHTTPTypes

/// Stands before the requests of one connection: refuses contradictory framing and oversized bodies before a handler runs, and
/// senders that do not come to an end.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private var state: RequestGuardState
  private let interval: TimeAmount
  private let refused: @Sendable (String, ProblemCode) -> Void
  private var timer: Scheduled<Void>?
  private var sawPart = false

  /// `refused` is told the peer and the code of each refusal.
  init(limits: RequestGuardState.Limits, refused: @escaping @Sendable (String, ProblemCode) -> Void) {
    state = RequestGuardState(limits: limits)
    interval = .nanoseconds(min(1_000_000_000, (limits.deadline / 4).nanoseconds))
    self.refused = refused
  }

  func handlerAdded(context: ChannelHandlerContext) { schedule(context) }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  private func schedule(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: interval) {
      self.act(self.state.tick(at: .now), context)
      if context.channel.isActive { self.schedule(context) }
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    sawPart = true
    let action: RequestGuardState.Action
    switch unwrapInboundIn(data) {
    case .head(let head):
      action = state.head(
        contentLengths: head.headerFields[values: .contentLength],
        transferEncodings: head.headerFields[values: .transferEncoding], at: .now)
      if action == .pass, head.headerFields[.expect]?.lowercased() == "100-continue" { invite(context) }
    case .body(let part): action = state.body(part.readableBytes)
    case .end: action = state.end()
    }
    if action == .pass { context.fireChannelRead(data) } else { act(action, context) }
  }

  /// Some clients hold a body back until they are asked for it (RFC 9110 §10.1.1).
  private func invite(_ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !sawPart { state.bytesArrived(at: .now) }
    sawPart = false
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .close = state.tick(at: .now) { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { state.responded() }
    context.write(data, promise: promise)
  }

  private func act(_ action: RequestGuardState.Action, _ context: ChannelHandlerContext) {
    switch action {
    case .pass, .drop: return
    case .close: context.close(promise: nil)
    case .refuse(let code): refuse(code, context)
    }
  }

  private func refuse(_ code: ProblemCode, _ context: ChannelHandlerContext) {
    refused(context.remoteAddress?.ipAddress ?? "", code)
    let mayAnswer = state.mayAnswer
    state.refused(at: .now)
    guard mayAnswer else { return context.close(promise: nil) }
    let requestID = UUIDv7().description
    let body = Problem(code).document(requestID: requestID, chinese: true)
    var head = HTTPResponse(
      status: .init(code: code.meaning.status), headerFields: AnswerHeaders.problem(chinese: true))
    head.headerFields[AnswerHeaders.requestID] = requestID
    head.headerFields[.contentLength] = String(body.count)
    head.headerFields[.connection] = "close"
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    // The sender reads the answer before its own bytes are met with a reset.
    context.close(mode: .output, promise: nil)
  }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
