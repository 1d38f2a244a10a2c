/// Two-character surnames in use. Only for display: no name is refused because of this list.
enum Surname {
  static let compound: Set<String> = Set(
    """
    欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 司空 夏侯 轩辕 宇文 长孙 端木 独孤 南宫 西门 东郭 百里 \
    呼延 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 \
    壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 东门 南门 羊舌 微生 梁丘 左丘 第五 赫连 万俟 完颜 纳兰 耶律 哥舒 贺兰
    """.split(separator: " ").map(String.init))
}
