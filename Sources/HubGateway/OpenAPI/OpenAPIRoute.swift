import Hummingbird

enum OpenAPIRoute {
  static let response = Response(
    status: .ok, headers: AnswerHeaders.answer(chinese: false), body: .init(byteBuffer: ByteBuffer(bytes: OpenAPIDocument.bytes)))
}
