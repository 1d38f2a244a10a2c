/// The whole input of a decision. It holds nothing personal, so that audit can keep it and replay it.
package struct AccessRequest: Sendable {
  package var clientID: String
  package var action: Action
  package var entity: String
  /// Names of the model, and `legalRep.name` and the like for an enterprise's relations.
  package var attributes: [String]
  package var purpose: String
  package var context: ContextParts
  /// `CallerAddress.derived`; nil where it could not be read.
  package var network: NetworkAddress?
  /// µs since 1970.
  package var time: Int64

  package init(
    clientID: String, action: Action, entity: String, attributes: [String], purpose: String, context: ContextParts = [],
    network: NetworkAddress?, time: Int64
  ) {
    self.clientID = clientID
    self.action = action
    self.entity = entity
    self.attributes = attributes
    self.purpose = purpose
    self.context = context
    self.network = network
    self.time = time
  }
}
