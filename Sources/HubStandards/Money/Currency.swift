/// Currencies that registers name, by their ISO 4217 code.
package enum Currency: String, Sendable, CaseIterable {
  case renminbi = "CNY"
  case usDollar = "USD"
  case hongKongDollar = "HKD"
  case macauPataca = "MOP"
  case taiwanDollar = "TWD"
  case yen = "JPY"
  case euro = "EUR"
  case poundSterling = "GBP"
  case australianDollar = "AUD"
  case canadianDollar = "CAD"
  case newZealandDollar = "NZD"
  case singaporeDollar = "SGD"
  case swissFranc = "CHF"
  case won = "KRW"
  case baht = "THB"
  case ringgit = "MYR"
  case rouble = "RUB"
  case swedishKrona = "SEK"
  case danishKrone = "DKK"
  case norwegianKrone = "NOK"
  case germanMark = "DEM"
  case frenchFranc = "FRF"
  case italianLira = "ITL"
  case dutchGuilder = "NLG"

  package var code: String { rawValue }
}
